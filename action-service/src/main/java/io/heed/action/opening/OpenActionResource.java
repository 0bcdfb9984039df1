package io.heed.action.opening;

import java.net.URI;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.action.actions.ActionView;
import io.heed.action.actions.ReadAction;
import io.heed.contracts.ActionKind;
import io.heed.rest.Caller;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** Opens actions by hand. */
@Path("/api/v1/actions")
class OpenActionResource {

    private static final int LONGEST_REASON = 10_000;

    private final OpenByHand open;
    private final ReadAction read;
    private final Caller caller;

    OpenActionResource(OpenByHand open, ReadAction read, Caller caller) {
        this.open = open;
        this.read = read;
        this.caller = caller;
    }

    /**
     * What is to be opened.
     *
     * @param themeId for an improvement
     * @param signalId for a follow-up; for an improvement the signal in which staff suggested it
     * @param reason stands in the history
     */
    record NewActionBody(
            @Nullable ActionKind kind,
            @Nullable UUID themeId,
            @Nullable UUID signalId,
            @Nullable String reason) {}

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public RestResponse<ActionView> post(@Nullable NewActionBody body) {
        ActionView opened = read.one(opened(body));
        return RestResponse.ResponseBuilder.<ActionView>created(URI.create("/api/v1/actions/" + opened.id()))
                .entity(opened)
                .header(HttpHeaders.ETAG, Preconditions.etag(opened.edition()))
                .build();
    }

    private UUID opened(@Nullable NewActionBody body) {
        if (body == null || body.kind() == null) {
            throw ProblemException.invalid("kind", "must be follow_up or improvement");
        }
        if (body.reason() != null && body.reason().length() > LONGEST_REASON) {
            throw ProblemException.invalid("reason", "has at most " + LONGEST_REASON + " characters");
        }
        return switch (body.kind()) {
            case IMPROVEMENT -> {
                if (body.signalId() != null) {
                    yield open.suggested(body.signalId(), body.themeId(), body.reason(), caller.principal());
                }
                if (body.themeId() == null) {
                    throw ProblemException.invalid(
                            "themeId", "an improvement fixes a theme: give its id, or a suggestion's signalId");
                }
                yield open.improvement(body.themeId(), body.reason(), caller.principal());
            }
            case FOLLOW_UP -> {
                if (body.signalId() == null || body.themeId() != null) {
                    throw ProblemException.invalid("signalId", "a follow-up answers a signal: give its id alone");
                }
                yield open.followUp(body.signalId(), body.reason(), caller.principal());
            }
        };
    }
}

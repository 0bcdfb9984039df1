package io.heed.feedback.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.UnauthorizedException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.receipts.Receipts;
import io.heed.rest.Caller;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** Where signals come in. Runs on the event loop and never waits: no database, no lock, no blocking send. */
@Path("/api/v1/signals")
@Tag(name = "signals")
public class ReceiveSignalResource {

    private static final List<String> MAY_SUBMIT =
            List.of(Roles.FRONTLINE, Roles.INTEGRATION, Roles.MANAGER, Roles.ANALYST, Roles.ADMIN);

    private final SubmissionReader reader;
    private final ReceiveSignal receive;
    private final Receipts receipts;
    private final IntakeSettings settings;
    private final SignalIds ids;
    private final InstantSource clock;
    private final Caller caller;

    ReceiveSignalResource(
            SubmissionReader reader,
            ReceiveSignal receive,
            Receipts receipts,
            IntakeSettings settings,
            SignalIds ids,
            InstantSource clock,
            Caller caller) {
        this.reader = reader;
        this.receive = receive;
        this.receipts = receipts;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.caller = caller;
    }

    /**
     * The answer to a signal that was taken.
     *
     * @param receipt where its writer sees what becomes of it, without a login
     * @param status always {@code accepted}
     */
    public record Accepted(UUID id, String receipt, String status) {}

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Submit a signal",
            description =
                    "Answered once the broker has acknowledged it. Personal data (e-mail, phone, card and account "
                            + "numbers) is taken out of every text first; contact.email alone is kept. The same "
                            + "(source, externalId) is the same signal: the first content wins. Without a token, where the "
                            + "deployment allows it, externalId and source may not be set; with one, source defaults to the "
                            + "caller's subject where externalId is set.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SubmissionSchema.class)))
    @APIResponse(
            responseCode = "202",
            description = "Taken; Location is the receipt",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "400", description = "Fields are wrong: violations names each")
    @APIResponse(responseCode = "401", description = "The token is not valid, or one is needed")
    @APIResponse(responseCode = "403", description = "The token carries no role of Heed")
    @APIResponse(responseCode = "413", description = "Larger than 1 MiB")
    @APIResponse(responseCode = "415", description = "Not application/json")
    @APIResponse(responseCode = "503", description = "Not known to be taken: send it again after Retry-After seconds")
    public CompletionStage<RestResponse<Accepted>> receive(byte[] body) throws JsonProcessingException {
        refuseStrangers();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Arrival arrival = new Arrival(caller.principal(), now, () -> ids.fresh(now));
        return receive.receive(reader.read(body), arrival).thenApply(this::accepted);
    }

    private void refuseStrangers() {
        if (caller.isAnonymous()) {
            if (!settings.anonymousAllowed()) {
                throw new UnauthorizedException();
            }
        } else if (MAY_SUBMIT.stream().noneMatch(caller::hasRole)) {
            throw ProblemException.forbidden("The token carries none of Heed's roles.");
        }
    }

    private RestResponse<Accepted> accepted(UUID id) {
        String receipt = receipts.of(id);
        return RestResponse.ResponseBuilder.<Accepted>create(RestResponse.Status.ACCEPTED)
                .entity(new Accepted(id, receipt, "accepted"))
                // as text: the framework would put this process's own address before it, which callers behind the
                // front door do not know
                .header(HttpHeaders.LOCATION, "/api/v1/receipts/" + receipt)
                .build();
    }
}

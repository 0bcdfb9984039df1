package io.heed.action.opening;

import java.time.InstantSource;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.JtaTransactions;
import io.heed.action.editions.Edition;
import io.heed.rest.Caller;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** The playbook as the text that people read and edit, and its dry run. Putting another one in force opens nothing. */
@Path("/api/v1/playbooks")
class PlaybooksResource {

    private static final String YAML = "application/yaml";
    private static final int DEFAULT_DAYS = 30;
    private static final int MOST_DAYS = 365;

    private final JtaTransactions transactions;
    private final Playbooks playbooks;
    private final TryPlaybook tryPlaybook;
    private final Caller caller;
    private final InstantSource clock;
    private final PlaybookText text = new PlaybookText();

    PlaybooksResource(
            JtaTransactions transactions,
            Playbooks playbooks,
            TryPlaybook tryPlaybook,
            Caller caller,
            InstantSource clock) {
        this.transactions = transactions;
        this.playbooks = playbooks;
        this.tryPlaybook = tryPlaybook;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Produces(YAML)
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public RestResponse<String> get() {
        Edition edition = transactions.call(playbooks::current);
        return RestResponse.ResponseBuilder.ok(edition.body())
                .header(HttpHeaders.ETAG, Preconditions.etag(edition.number()))
                .build();
    }

    @PUT
    @Consumes(YAML)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public RestResponse<Playbook> put(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Nullable String yaml) {
        return transactions.call(transaction -> {
            Edition current = playbooks.current(transaction);
            Preconditions.requireMatch(ifMatch, Preconditions.etag(current.number()));
            String body = yaml == null ? "" : yaml;
            Playbook playbook = readable(body);
            long edition = playbooks.replace(transaction, current, body, caller.principal());
            return RestResponse.ResponseBuilder.ok(playbook)
                    .header(HttpHeaders.ETAG, Preconditions.etag(edition))
                    .build();
        });
    }

    /**
     * What is to be tried.
     *
     * @param playbook YAML; null for the playbook in force
     * @param days 1…365; null for 30
     */
    record Trial(@Nullable String playbook, @Nullable Integer days) {}

    @POST
    @Path("/try")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public DryRun tryOut(@Nullable Trial trial) {
        String yaml = trial == null ? null : trial.playbook();
        int days = trial == null || trial.days() == null ? DEFAULT_DAYS : trial.days();
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.invalid("days", "must be from 1 to " + MOST_DAYS);
        }
        return transactions.call(transaction -> {
            Playbook inForce = playbooks.inForce(transaction);
            Playbook given = yaml == null ? inForce : readable(yaml);
            return tryPlaybook.run(transaction, given, inForce, days, clock.instant());
        });
    }

    private Playbook readable(String yaml) {
        return switch (text.read(yaml)) {
            case PlaybookText.InOrder inOrder -> inOrder.playbook();
            case PlaybookText.Refused refused -> throw ProblemException.invalid(refused.violations());
        };
    }
}

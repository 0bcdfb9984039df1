package io.heed.action.teams;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.JtaTransactions;
import io.heed.rest.Caller;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;
import io.heed.rest.Violation;

/** The teams, read and replaced as a whole. */
@Path("/api/v1/teams")
@Produces(MediaType.APPLICATION_JSON)
class TeamsResource {

    private final JtaTransactions transactions;
    private final TeamStore store;
    private final Caller caller;

    TeamsResource(JtaTransactions transactions, TeamStore store, Caller caller) {
        this.transactions = transactions;
        this.store = store;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public RestResponse<Teams> get() {
        TeamStore.Current current = transactions.call(store::current);
        return answer(current.teams(), current.edition().number());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public RestResponse<Teams> put(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Nullable Teams teams) {
        if (teams == null) {
            throw ProblemException.invalid("teams", "must be there");
        }
        List<Violation> violations = teams.violations();
        long edition = transactions.call(transaction -> {
            TeamStore.Current current = store.current(transaction);
            Preconditions.requireMatch(
                    ifMatch, Preconditions.etag(current.edition().number()));
            if (!violations.isEmpty()) {
                throw ProblemException.invalid(violations);
            }
            return store.replace(transaction, current.edition(), teams, caller.principal());
        });
        return answer(teams, edition);
    }

    private static RestResponse<Teams> answer(Teams teams, long edition) {
        return RestResponse.ResponseBuilder.ok(teams)
                .header(HttpHeaders.ETAG, Preconditions.etag(edition))
                .build();
    }
}

package io.heed.action.closure;

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
import io.heed.action.editions.Edition;
import io.heed.rest.Caller;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;
import io.heed.rest.Violation;

/** The organisation's list of root causes, read and replaced as a whole. What was closed before keeps its words. */
@Path("/api/v1/root-causes")
@Produces(MediaType.APPLICATION_JSON)
class RootCausesResource {

    private final JtaTransactions transactions;
    private final RootCausesStore store;
    private final Caller caller;

    RootCausesResource(JtaTransactions transactions, RootCausesStore store, Caller caller) {
        this.transactions = transactions;
        this.store = store;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public RestResponse<List<@Nullable String>> get() {
        Edition edition = transactions.call(store::current);
        return answer(store.read(edition), edition.number());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public RestResponse<List<@Nullable String>> put(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Nullable List<@Nullable String> causes) {
        if (causes == null) {
            throw ProblemException.invalid("causes", "must be a list of texts, which may be empty");
        }
        RootCauses wanted = new RootCauses(causes);
        List<Violation> violations = wanted.violations();
        long edition = transactions.call(transaction -> {
            Edition current = store.current(transaction);
            Preconditions.requireMatch(ifMatch, Preconditions.etag(current.number()));
            if (!violations.isEmpty()) {
                throw ProblemException.invalid(violations);
            }
            return store.replace(transaction, current, wanted, caller.principal());
        });
        return answer(wanted, edition);
    }

    private static RestResponse<List<@Nullable String>> answer(RootCauses causes, long edition) {
        return RestResponse.ResponseBuilder.ok(causes.causes())
                .header(HttpHeaders.ETAG, Preconditions.etag(edition))
                .build();
    }
}

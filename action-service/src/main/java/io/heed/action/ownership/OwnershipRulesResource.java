package io.heed.action.ownership;

import java.util.List;

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
import io.heed.action.teams.TeamStore;
import io.heed.action.teams.Teams;
import io.heed.rest.Caller;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** The ownership rules as text, and their tester. Putting other rules in force reassigns nothing. */
@Path("/api/v1/ownership-rules")
class OwnershipRulesResource {

    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    private final JtaTransactions transactions;
    private final RulesStore store;
    private final TeamStore teams;
    private final Caller caller;

    OwnershipRulesResource(JtaTransactions transactions, RulesStore store, TeamStore teams, Caller caller) {
        this.transactions = transactions;
        this.store = store;
        this.teams = teams;
        this.caller = caller;
    }

    @GET
    @Produces(TEXT)
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public RestResponse<String> get() {
        Edition edition = transactions.call(store::current);
        return RestResponse.ResponseBuilder.ok(edition.body())
                .header(HttpHeaders.ETAG, Preconditions.etag(edition.number()))
                .build();
    }

    /**
     * What was put in force.
     *
     * @param warnings lines that are in order but probably not what was meant
     */
    record InForce(int rules, List<OwnershipRules.LineRemark> warnings) {}

    @PUT
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public RestResponse<InForce> put(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Nullable String text) {
        return transactions.call(transaction -> {
            Edition current = store.current(transaction);
            Preconditions.requireMatch(ifMatch, Preconditions.etag(current.number()));
            String body = text == null ? "" : text;
            OwnershipRules rules = SentRules.read(body);
            long edition = store.replace(transaction, current, body, caller.principal());
            InForce answer = new InForce(rules.rules().size(), rules.warnings(teams.inForce(transaction)));
            return RestResponse.ResponseBuilder.ok(answer)
                    .header(HttpHeaders.ETAG, Preconditions.etag(edition))
                    .build();
        });
    }

    @POST
    @Path("/test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public RulesTest.Verdict test(@Nullable RulesTest test) {
        if (test == null) {
            throw ProblemException.invalid("theme", "give at least one trait, or an empty object");
        }
        return transactions.call(transaction -> {
            String text = test.rules() == null ? store.current(transaction).body() : test.rules();
            Teams current = teams.inForce(transaction);
            return test.run(SentRules.read(text), current);
        });
    }
}

package io.heed.action.opening;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.JtaTransactions;
import io.heed.action.ownership.OwnershipRules;
import io.heed.action.ownership.RulesStore;
import io.heed.action.ownership.SentRules;
import io.heed.rest.Roles;

/** The dry run of ownership rules over the work that is under way. */
@Path("/api/v1/ownership-rules")
class TryRulesResource {

    private final JtaTransactions transactions;
    private final RulesStore rules;
    private final TryRules tryRules;

    TryRulesResource(JtaTransactions transactions, RulesStore rules, TryRules tryRules) {
        this.transactions = transactions;
        this.rules = rules;
        this.tryRules = tryRules;
    }

    /**
     * What is to be tried.
     *
     * @param rules a text; null for the rules in force
     */
    record GivenRules(@Nullable String rules) {}

    @POST
    @Path("/try")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public RulesTrial tryOut(@Nullable GivenRules given) {
        return transactions.call(transaction -> {
            OwnershipRules tried =
                    given == null || given.rules() == null ? rules.inForce(transaction) : SentRules.read(given.rules());
            return tryRules.run(transaction, tried);
        });
    }
}

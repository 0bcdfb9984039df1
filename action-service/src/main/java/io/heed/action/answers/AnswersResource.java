package io.heed.action.answers;

import java.time.InstantSource;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.JtaTransactions;
import io.heed.contracts.AnswerReason;
import io.heed.rest.Choice;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;
import io.heed.rest.TimedCursor;

/** Which writers are owed an answer, which of them too long already, and which have one. */
@Path("/api/v1/answers")
@Produces(MediaType.APPLICATION_JSON)
class AnswersResource {

    private final JtaTransactions transactions;
    private final AnswersStore store;
    private final InstantSource clock;

    AnswersResource(JtaTransactions transactions, AnswersStore store, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public Page<OwedAnswer> list(
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String because,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        AnswerState wanted = Choice.of("state", AnswerState.class, state);
        if (wanted == null) {
            throw ProblemException.invalid("state", "must be one of owed, overdue, given");
        }
        AnswerReason reason = Choice.of("because", AnswerReason.class, because);
        int most = Page.limit(limit);
        TimedCursor after = TimedCursor.read(cursor);
        return transactions.call(transaction -> store.page(transaction, wanted, reason, most, after, clock.instant()));
    }

    @GET
    @Path("/counts")
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public AnswerCounts counts(@RestQuery @Nullable String because) {
        AnswerReason reason = Choice.of("because", AnswerReason.class, because);
        return transactions.call(transaction -> store.counts(transaction, reason, clock.instant()));
    }
}

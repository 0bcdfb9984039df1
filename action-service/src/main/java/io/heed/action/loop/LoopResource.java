package io.heed.action.loop;

import java.time.InstantSource;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.JtaTransactions;
import io.heed.rest.Choice;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/**
 * The loop's figures, and what they count. {@code from} (included) and {@code to} (excluded) are dates in UTC or times;
 * of signals they hold for when they were received, of actions for when they were opened.
 */
@Path("/api/v1/loop")
@Produces(MediaType.APPLICATION_JSON)
class LoopResource {

    private final JtaTransactions transactions;
    private final LoopStore store;
    private final InstantSource clock;

    LoopResource(JtaTransactions transactions, LoopStore store, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public LoopHealth get(
            @RestQuery @Nullable String by, @RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        LoopQuery wanted = LoopQuery.of(by, from, to);
        return transactions.call(transaction -> store.health(transaction, wanted, clock.instant()));
    }

    @GET
    @Path("/list")
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public Page<LoopItem> list(
            @RestQuery @Nullable String figure,
            @RestQuery @Nullable String by,
            @RestQuery @Nullable String key,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        LoopQuery wanted = LoopQuery.of(by, from, to);
        Figure counted = Choice.required("figure", Figure.class, figure);
        if (wanted.by() == null && key != null) {
            throw ProblemException.invalid("key", "is a group's: say by what they are grouped");
        }
        int most = Page.limit(limit);
        return transactions.call(
                transaction -> store.list(transaction, counted, wanted, key, most, cursor, clock.instant()));
    }
}

package io.heed.action.loop;

import java.time.InstantSource;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.heed.action.delivery.JtaTransactions;
import io.heed.rest.Roles;

/** The loop's figures. */
@Path("/api/v1/loop")
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
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public LoopHealth get() {
        return transactions.read(transaction -> store.health(transaction, clock.instant()));
    }
}

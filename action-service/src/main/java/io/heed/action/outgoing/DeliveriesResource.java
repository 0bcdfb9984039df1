package io.heed.action.outgoing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.JtaTransactions;
import io.heed.rest.Caller;
import io.heed.rest.Choice;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;
import io.heed.rest.TimedCursor;

/** Answers on their way out. They name addresses of writers, so only those who work with answers read them. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
class DeliveriesResource {

    private final JtaTransactions transactions;
    private final DeliveryListStore store;
    private final Caller caller;
    private final InstantSource clock;

    DeliveriesResource(JtaTransactions transactions, DeliveryListStore store, Caller caller, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public Page<DeliveryView> list(
            @RestQuery @Nullable String state, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        DeliveryState wanted = Choice.of("state", DeliveryState.class, state);
        int most = Page.limit(limit);
        TimedCursor after = TimedCursor.read(cursor);
        return transactions.call(transaction -> store.page(transaction, wanted, most, after, clock.instant()));
    }

    /** Tries one again that was given up or is uncertain; of an uncertain e-mail the writer may get a second copy. */
    @POST
    @Path("/{id}/retry")
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public DeliveryView retry(@RestPath UUID id) {
        Instant now = clock.instant();
        return transactions.call(transaction -> {
            boolean retried = store.retry(transaction, id, caller.principal(), now);
            DeliveryView view = store.find(transaction, id, now)
                    .orElseThrow(() -> ProblemException.notFound("There is no such delivery."));
            if (!retried) {
                throw ProblemException.conflict("The delivery is "
                        + view.state().name().toLowerCase(Locale.ROOT)
                        + ": only what was given up or is uncertain can be tried again.");
            }
            return view;
        });
    }
}

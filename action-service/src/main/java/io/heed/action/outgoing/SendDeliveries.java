package io.heed.action.outgoing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

import io.heed.action.delivery.JtaTransactions;

/**
 * Sends what is due. Which replica sends what is decided by a lease that commits before anything is sent, so that two never
 * send the same; while it is sent, no transaction is open.
 */
@ApplicationScoped
class SendDeliveries {

    private static final Logger LOG = Logger.getLogger(SendDeliveries.class);
    private static final int AT_ONCE = 8;

    private final JtaTransactions transactions;
    private final DeliveryStore store;
    private final InstantSource clock;

    SendDeliveries(JtaTransactions transactions, DeliveryStore store, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Sends a handful, and returns when all of them have an outcome.
     *
     * @return how many; more may be left when it is not zero
     */
    int send(Courier courier) {
        Instant now = clock.instant();
        UUID lease = UUID.randomUUID();
        List<Delivery> leased = transactions.call(transaction ->
                store.lease(transaction, courier.channel(), lease, now.plus(courier.lease()), now, AT_ONCE));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            leased.forEach(delivery -> threads.execute(() -> send(courier, delivery)));
        }
        return leased.size();
    }

    private void send(Courier courier, Delivery delivery) {
        try {
            Outcome outcome = courier.send(delivery);
            transactions.call(transaction -> note(transaction, delivery, outcome));
        } catch (RuntimeException failure) {
            // without a word of what became of it, it ends with its lease
            LOG.warnf(
                    "What became of a delivery could not be noted, deliveryId=%s, failure=%s",
                    delivery.id(), failure.getClass().getSimpleName());
        }
    }

    private Outcome note(Handle transaction, Delivery delivery, Outcome outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Taken _ -> store.taken(transaction, delivery, now);
            case Outcome.Failed failed -> {
                if (delivery.attempts() >= Backoff.MOST_ATTEMPTS) {
                    store.giveUp(transaction, delivery, now, failed.why());
                } else {
                    double chance = ThreadLocalRandom.current().nextDouble();
                    Instant again = now.plus(Backoff.after(delivery.attempts(), chance));
                    store.again(transaction, delivery, again, failed.why());
                }
            }
            case Outcome.Refused refused -> store.giveUp(transaction, delivery, now, refused.why());
            case Outcome.Unknown unknown -> store.lose(transaction, delivery, now, unknown.why());
        }
        return outcome;
    }
}

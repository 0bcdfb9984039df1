package io.heed.feedback.erasure;

import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.heed.contracts.Topic;
import io.heed.messaging.Outbox;
import io.heed.messaging.Transactions;

/** Erases a signal: its words here at once, and everywhere else by the tombstone that commits with it. */
@Singleton
class EraseSignal {

    private final Transactions transactions;
    private final ErasureStore store;
    private final Outbox outbox;

    EraseSignal(Transactions transactions, ErasureStore store, Outbox outbox) {
        this.transactions = transactions;
        this.store = store;
        this.outbox = outbox;
    }

    /** Erases the signal, whether or not it was remembered yet; once erased, nothing more happens. */
    void erase(UUID id) {
        transactions.run(transaction -> {
            store.lock(transaction);
            if (!store.isErased(transaction, id)) {
                store.erase(transaction, Set.of(id));
                outbox.erase(transaction, Topic.FEEDBACK_SIGNALS, id);
            }
        });
    }
}

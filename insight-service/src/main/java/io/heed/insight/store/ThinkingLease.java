package io.heed.insight.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

import io.heed.messaging.Transactions;

/** Held by the one replica that moves statements or their vectors in bulk: nobody consolidates what is changing. */
public final class ThinkingLease {

    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration length;
    private final UUID self = UUID.randomUUID();

    /** @param length how long after a crash nobody else gets it */
    public ThinkingLease(Transactions transactions, InstantSource clock, Duration length) {
        this.transactions = transactions;
        this.clock = clock;
        this.length = length;
    }

    /** Whether it is ours now. */
    public boolean take() {
        return take("leased_until < :now OR leased_by = :self");
    }

    /**
     * To be called by its holder, well before it ends.
     *
     * @throws IllegalStateException when it ended, and somebody else has taken it
     */
    public void renew() {
        if (!take("leased_by = :self")) {
            throw new IllegalStateException("Another replica has taken over");
        }
    }

    private boolean take(String condition) {
        Instant now = clock.instant();
        return transactions.call(transaction -> transaction
                        .createUpdate(
                                "UPDATE consolidation SET leased_until = :until, leased_by = :self WHERE " + condition)
                        .bind("until", now.plus(length))
                        .bind("now", now)
                        .bind("self", self)
                        .execute()
                > 0);
    }

    /** Gives it up, as far as it is still ours. */
    public void release() {
        transactions.run(transaction -> transaction
                .createUpdate(
                        "UPDATE consolidation SET leased_until = '-infinity', leased_by = NULL WHERE leased_by = :self")
                .bind("self", self)
                .execute());
    }
}

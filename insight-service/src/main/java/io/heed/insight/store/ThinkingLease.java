package io.heed.insight.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.heed.messaging.Transactions;

/** Held by the one replica that moves statements or their vectors in bulk: nobody consolidates what is changing. */
public final class ThinkingLease {

    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration length;

    /** @param length how long after a crash nobody else gets it */
    public ThinkingLease(Transactions transactions, InstantSource clock, Duration length) {
        this.transactions = transactions;
        this.clock = clock;
        this.length = length;
    }

    /** Whether it is ours now. */
    public boolean take() {
        Instant now = clock.instant();
        return transactions.call(transaction -> transaction
                        .createUpdate("UPDATE consolidation SET leased_until = :until WHERE leased_until < :now")
                        .bind("until", now.plus(length))
                        .bind("now", now)
                        .execute()
                > 0);
    }

    /** To be called by its holder, well before it ends. */
    public void renew() {
        transactions.run(transaction -> transaction
                .createUpdate("UPDATE consolidation SET leased_until = :until")
                .bind("until", clock.instant().plus(length))
                .execute());
    }

    public void release() {
        transactions.run(transaction -> transaction.execute("UPDATE consolidation SET leased_until = '-infinity'"));
    }
}

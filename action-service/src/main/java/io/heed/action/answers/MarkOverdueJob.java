package io.heed.action.answers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;

import io.heed.action.delivery.JtaTransactions;
import io.heed.action.delivery.Rounds;

/**
 * Looks every second for answers that have become overdue, and every hour for what a replica of the release before this
 * one did without knowing of them.
 */
@ApplicationScoped
public class MarkOverdueJob {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration CATCH_UP_EVERY = Duration.ofHours(1);

    private final JtaTransactions transactions;
    private final MarkOverdue overdue;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("mark-overdue", EVERY, this::look);
    private Instant catchUpAt = Instant.MIN;

    MarkOverdueJob(JtaTransactions transactions, MarkOverdue overdue, InstantSource clock) {
        this.transactions = transactions;
        this.overdue = overdue;
        this.clock = clock;
    }

    /** Begins to look. */
    public void start() {
        rounds.start();
    }

    /** Ends after the look that is under way. */
    public void stop() {
        rounds.stop();
    }

    private void look() {
        Instant now = clock.instant();
        if (!now.isBefore(catchUpAt)) {
            catchUp();
            catchUpAt = now.plus(CATCH_UP_EVERY);
        }
        int marked;
        do {
            marked = transactions.changeIf(transaction -> overdue.mark(transaction, now), count -> count > 0);
        } while (marked > 0 && !rounds.isStopping());
    }

    private void catchUp() {
        int followed;
        do {
            followed = transactions.call(overdue::catchUp);
        } while (followed > 0 && !rounds.isStopping());
    }
}

package io.heed.action.actions;

import java.time.Duration;
import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;

import io.heed.action.delivery.JtaTransactions;
import io.heed.action.delivery.Rounds;

/** Looks every quarter of a second for actions of which only the counts changed, and has them published. */
@ApplicationScoped
public class AnnounceCountsJob {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final JtaTransactions transactions;
    private final AnnounceActions announce;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("announce-counts", EVERY, this::look);

    AnnounceCountsJob(JtaTransactions transactions, AnnounceActions announce, InstantSource clock) {
        this.transactions = transactions;
        this.announce = announce;
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

    /** Counts that could not be published stay marked: the next look publishes them. */
    private void look() {
        // most looks find nothing: then no relay is woken
        int published;
        do {
            published = transactions.changeIf(
                    transaction -> announce.announceCounts(transaction, clock.instant()), count -> count > 0);
        } while (published > 0 && !rounds.isStopping());
    }
}

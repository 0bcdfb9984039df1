package io.heed.action.actions;

import java.time.Duration;
import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;

import io.heed.action.answers.TellWriters;
import io.heed.action.delivery.JtaTransactions;
import io.heed.action.delivery.Rounds;

/**
 * Looks every quarter of a second for actions of which only the counts changed, and for writers who are to see later how
 * many actions that were moved at once now stand, and has both published.
 */
@ApplicationScoped
public class AnnounceLaterJob {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final JtaTransactions transactions;
    private final AnnounceActions announce;
    private final TellWriters writers;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("announce-later", EVERY, this::look);

    AnnounceLaterJob(JtaTransactions transactions, AnnounceActions announce, TellWriters writers, InstantSource clock) {
        this.transactions = transactions;
        this.announce = announce;
        this.writers = writers;
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

    /** What could not be published stays marked: the next look publishes it. */
    private void look() {
        untilNothingIsLeft(transaction -> announce.announceCounts(transaction, clock.instant()));
        untilNothingIsLeft(writers::tellNoted);
    }

    private void untilNothingIsLeft(JtaTransactions.Work<Integer> publish) {
        int published;
        do {
            // most looks find nothing: then no relay is woken
            published = transactions.changeIf(publish, count -> count > 0);
        } while (published > 0 && !rounds.isStopping());
    }
}

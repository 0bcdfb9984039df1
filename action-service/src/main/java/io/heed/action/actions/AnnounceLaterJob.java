package io.heed.action.actions;

import java.time.Duration;
import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.heed.action.answers.TellWriters;
import io.heed.action.delivery.JtaTransactions;

/**
 * Looks every quarter of a second for actions of which only the counts changed, and for writers who are to see later how
 * many actions that were moved at once now stand, and has both published.
 */
@ApplicationScoped
public class AnnounceLaterJob {

    private static final Logger LOG = Logger.getLogger(AnnounceLaterJob.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final JtaTransactions transactions;
    private final AnnounceActions announce;
    private final TellWriters writers;
    private final InstantSource clock;
    private final Thread thread =
            Thread.ofPlatform().name("announce-counts").daemon().unstarted(this::run);
    private volatile boolean stopping;

    AnnounceLaterJob(JtaTransactions transactions, AnnounceActions announce, TellWriters writers, InstantSource clock) {
        this.transactions = transactions;
        this.announce = announce;
        this.writers = writers;
        this.clock = clock;
    }

    /** Begins to look. */
    public void start() {
        thread.start();
    }

    /** Ends after the look that is under way. */
    public void stop() {
        stopping = true;
        try {
            if (thread.isAlive() && !thread.join(STOP_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException stopped) {
            LOG.debug("Interrupted while waiting for the next look");
        }
    }

    private void look() {
        try {
            untilNothingIsLeft(transaction -> announce.announceCounts(transaction, clock.instant()));
            untilNothingIsLeft(writers::tellNoted);
        } catch (RuntimeException failure) {
            // what is to be published stays marked: the next look publishes it
            LOG.warnf(
                    "Counts and standings could not be published, failure=%s",
                    failure.getClass().getSimpleName());
        }
    }

    private void untilNothingIsLeft(JtaTransactions.Work<Integer> publish) {
        int published;
        do {
            // most looks find nothing: then no relay is woken
            published = transactions.changeIf(publish, count -> count > 0);
        } while (published > 0 && !stopping);
    }
}

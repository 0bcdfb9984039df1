package io.heed.action.actions;

import java.time.Duration;
import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.heed.action.delivery.JtaTransactions;

/** Looks every quarter of a second for actions of which only the counts changed, and has them published. */
@ApplicationScoped
public class AnnounceCountsJob {

    private static final Logger LOG = Logger.getLogger(AnnounceCountsJob.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final JtaTransactions transactions;
    private final AnnounceActions announce;
    private final InstantSource clock;
    private final Thread thread =
            Thread.ofPlatform().name("announce-counts").daemon().unstarted(this::run);
    private volatile boolean stopping;

    AnnounceCountsJob(JtaTransactions transactions, AnnounceActions announce, InstantSource clock) {
        this.transactions = transactions;
        this.announce = announce;
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
            // most looks find nothing: then no relay is woken
            int published;
            do {
                published = transactions.changeIf(
                        transaction -> announce.announceCounts(transaction, clock.instant()), count -> count > 0);
            } while (published > 0 && !stopping);
        } catch (RuntimeException failure) {
            // the counts stay marked: the next look publishes them
            LOG.warnf(
                    "Counts could not be published, failure=%s",
                    failure.getClass().getSimpleName());
        }
    }
}

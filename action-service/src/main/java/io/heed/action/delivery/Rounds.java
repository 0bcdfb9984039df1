package io.heed.action.delivery;

import java.time.Duration;

import org.jboss.logging.Logger;

/** Does a piece of work again and again, on a thread of its own; where it fails, the next round tries again. */
public final class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final Duration every;
    private final Runnable round;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * Not begun yet.
     *
     * @param name of the thread, and in the log
     * @param every how long it rests between two rounds
     */
    public Rounds(String name, Duration every, Runnable round) {
        this.name = name;
        this.every = every;
        this.round = round;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Whether the round under way is to be the last. */
    public boolean isStopping() {
        return stopping;
    }

    /** Ends after the round that is under way, or interrupts it when it takes longer than five seconds. */
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
                once();
                Thread.sleep(every);
            }
        } catch (InterruptedException stopped) {
            LOG.debug("Interrupted while waiting for the next round");
        }
    }

    private void once() {
        try {
            round.run();
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "A round failed and will be tried again, job=%s, failure=%s",
                    name, failure.getClass().getSimpleName());
        }
    }
}

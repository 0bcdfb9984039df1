package io.heed.embedded;

import java.util.concurrent.CompletableFuture;

/** A part of Heed that runs as a process of its own, and keeps its port and its data over restarts. */
public interface RunningPart {
    /** What people call it, as the subject of a sentence. */
    String title();

    /**
     * Starts it and returns when it answers.
     *
     * @throws PartFailedException when it ends or does not answer in time
     */
    void start();

    /** Stops it in good order, by force if it takes too long; does nothing when it does not run. */
    void stop();

    /** As {@code kill -9}: returns when the process is gone. */
    void kill();

    /** The number of the running process, or of the last one. */
    long pid();

    boolean isAlive();

    /** Completes with the exit code when the process that runs now has ended. */
    CompletableFuture<Integer> onExit();

    /** Stops it if it runs, and starts it on the same port and data. */
    default void restart() {
        stop();
        start();
    }
}

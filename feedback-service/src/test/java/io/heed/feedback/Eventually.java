package io.heed.feedback;

import java.time.Duration;

/** Waits for what becomes true by itself. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Eventually() {}

    /** An assertion that holds sooner or later. */
    @FunctionalInterface
    public interface Assertion {
        void check() throws Exception;
    }

    /** Repeats the assertion until it holds; fails as it fails when it does not within twenty seconds. */
    public static void eventually(Assertion assertion) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.check();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                Thread.sleep(BETWEEN);
            }
        }
    }
}

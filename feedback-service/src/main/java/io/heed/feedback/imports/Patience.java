package io.heed.feedback.imports;

/** Waits between attempts: 50 ms first, doubled each time, never more than a second. For one thread. */
final class Patience {

    private static final long FIRST_MILLIS = 50;
    private static final long MOST_MILLIS = 1_000;

    private long next = FIRST_MILLIS;

    void sleep() throws InterruptedException {
        Thread.sleep(millis());
    }

    /** How long to wait now. */
    long millis() {
        long now = next;
        next = Math.min(2 * next, MOST_MILLIS);
        return now;
    }
}

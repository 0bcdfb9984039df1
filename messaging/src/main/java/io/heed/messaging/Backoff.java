package io.heed.messaging;

import java.sql.SQLException;

/** Waits between attempts: 20 ms first, doubled each time, never more than a second. For one thread. */
final class Backoff {

    private static final long FIRST_MILLIS = 20;
    private static final long MOST_MILLIS = 1_000;

    private long next = FIRST_MILLIS;

    void sleep() throws InterruptedException {
        Thread.sleep(next);
        next = Math.min(2 * next, MOST_MILLIS);
    }

    void reset() {
        next = FIRST_MILLIS;
    }

    /** What may be logged of a failure: its kind and that of its cause, never its text, which may quote people. */
    static String name(Throwable failure) {
        String state = failure instanceof SQLException sql ? "[" + sql.getSQLState() + "]" : "";
        String name = failure.getClass().getSimpleName() + state;
        return failure.getCause() == null ? name : name + " < " + name(failure.getCause());
    }
}

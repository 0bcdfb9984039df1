package io.heed.insight.themes;

import java.time.Duration;

/** How many moves one transaction makes: so many that it holds the lock of the theme space for a short while only. */
public final class SliceSize {

    private static final long AIM = Duration.ofMillis(15).toNanos();
    private static final int MOST = 100;
    private static final int BEGIN_WITH = 5;

    private int size = BEGIN_WITH;
    private long longest;

    public int next() {
        return size;
    }

    /** Learns how long the lock was held for so many moves. */
    public void took(int moves, long nanos) {
        longest = Math.max(longest, nanos);
        double perMove = (double) nanos / Math.max(1, moves);
        // Twice as many at most, since the first ones of a kind cost more than those after them.
        size = (int) Math.clamp(Math.round(AIM / perMove), 1, Math.min(MOST, 2L * size));
    }

    /** The longest that it was held, in nanoseconds. */
    public long longest() {
        return longest;
    }
}

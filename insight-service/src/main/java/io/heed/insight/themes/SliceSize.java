package io.heed.insight.themes;

import java.time.Duration;

/** How many things one transaction does: so many that it holds the lock of the theme space for a short while only. */
public final class SliceSize {

    private static final Duration AIM = Duration.ofMillis(15);
    private static final int MOST = 100;
    private static final int BEGIN_WITH = 5;

    private int size;
    private Duration longest = Duration.ZERO;

    /** For what is known to be quick. */
    public SliceSize() {
        this(BEGIN_WITH);
    }

    /** @param beginWith how many at first, 1…{@value #MOST} */
    public SliceSize(int beginWith) {
        size = beginWith;
    }

    /** 1…{@value #MOST}. */
    public int next() {
        return size;
    }

    /** Learns how long the lock was held for so many. */
    public void took(int count, Duration locked) {
        longest = locked.compareTo(longest) > 0 ? locked : longest;
        double each = (double) locked.toNanos() / Math.max(1, count);
        // Twice as many at most, since the first ones of a kind cost more than those after them.
        size = (int) Math.clamp(Math.round(AIM.toNanos() / each), 1, Math.min(MOST, 2L * size));
    }

    /** The longest that it was held since this was asked before. */
    public Duration takeLongest() {
        Duration taken = longest;
        longest = Duration.ZERO;
        return taken;
    }
}

package io.heed.action.loop;

import org.jspecify.annotations.Nullable;

/**
 * How well the loop closes.
 *
 * @param received signals that were received, without those erased
 * @param understood those of them that were read
 * @param inAction those that stand behind an action, answered or not
 * @param answered those whose writer has an answer
 * @param timeToOwner from an action's opening to its first owner
 * @param timeToClose from an action's opening to its completion
 * @param timeToAnswer from a signal's receipt to its first answer
 * @param overdue actions of which a due time has passed that still matters
 * @param reopened actions that were taken up again, ever
 */
record LoopHealth(
        long received,
        long understood,
        long inAction,
        long answered,
        Spread timeToOwner,
        Spread timeToClose,
        Spread timeToAnswer,
        long overdue,
        long reopened) {

    /**
     * Median and 90th percentile of durations, in seconds; null while there is none to measure.
     *
     * @param n how many were measured
     */
    record Spread(
            long n,
            @Nullable Double medianSeconds,
            @Nullable Double p90Seconds) {}
}

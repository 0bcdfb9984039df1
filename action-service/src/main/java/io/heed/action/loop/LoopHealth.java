package io.heed.action.loop;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How well the loop closes, of everything or of one group.
 *
 * @param key which group; empty for what has no such value; null for everything
 * @param received signals that were received, without those erased
 * @param understood those of them that were read
 * @param inAction those that stand behind an action, answered or not
 * @param answered those whose writer has an answer
 * @param answerOverdue those whose writer should have had an answer by now and has none
 * @param timeToOwner from an action's opening to its first owner
 * @param timeToAccept from an action's opening to its acceptance; the latest, where it was taken up again
 * @param timeToClose from an action's opening to its completion
 * @param timeToAnswer from a signal's receipt to its first answer
 * @param overdue actions of which a due time has passed that still matters
 * @param reopened actions that were taken up again, ever
 * @param groups the largest groups, by signals and actions; null where none were asked for
 * @param groupsLeftOut how many smaller ones there are
 */
record LoopHealth(
        @Nullable String key,
        long received,
        long understood,
        long inAction,
        long answered,
        long answerOverdue,
        Spread timeToOwner,
        Spread timeToAccept,
        Spread timeToClose,
        Spread timeToAnswer,
        long overdue,
        long reopened,
        @Nullable List<LoopHealth> groups,
        @Nullable Long groupsLeftOut) {

    /**
     * Median and 90th percentile of durations, in seconds; null while there is none to measure.
     *
     * @param n how many were measured
     */
    record Spread(
            long n,
            @Nullable Double medianSeconds,
            @Nullable Double p90Seconds) {

        private static final Spread NONE = new Spread(0, null, null);
    }

    /** The figures that count signals. */
    record OfSignals(
            long received, long understood, long inAction, long answered, long answerOverdue, Spread timeToAnswer) {

        static final OfSignals NONE = new OfSignals(0, 0, 0, 0, 0, Spread.NONE);
    }

    /**
     * The figures that count actions.
     *
     * @param actions all of them
     */
    record OfActions(
            long actions, Spread timeToOwner, Spread timeToAccept, Spread timeToClose, long overdue, long reopened) {

        static final OfActions NONE = new OfActions(0, Spread.NONE, Spread.NONE, Spread.NONE, 0, 0);
    }

    static LoopHealth of(@Nullable String key, OfSignals signals, OfActions actions) {
        return new LoopHealth(
                key,
                signals.received(),
                signals.understood(),
                signals.inAction(),
                signals.answered(),
                signals.answerOverdue(),
                actions.timeToOwner(),
                actions.timeToAccept(),
                actions.timeToClose(),
                signals.timeToAnswer(),
                actions.overdue(),
                actions.reopened(),
                null,
                null);
    }

    LoopHealth with(List<LoopHealth> parts, long leftOut) {
        return new LoopHealth(
                key,
                received,
                understood,
                inAction,
                answered,
                answerOverdue,
                timeToOwner,
                timeToAccept,
                timeToClose,
                timeToAnswer,
                overdue,
                reopened,
                List.copyOf(parts),
                leftOut);
    }
}

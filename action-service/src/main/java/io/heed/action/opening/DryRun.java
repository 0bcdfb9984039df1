package io.heed.action.opening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionKind;

/**
 * What a playbook would have opened in the last days, held against the one in force. The counts are exact; each list has
 * at most {@link #MOST_LISTED} entries, the latest first, improvements before follow-ups.
 *
 * @param opens how many the given playbook would have opened
 * @param inForce how many the one in force would have
 * @param would what the given one would have opened
 * @param added what the given one would have opened and the one in force would not
 * @param dropped what the one in force would have opened and the given one would not
 * @param leftOut how many entries the lists lack
 */
record DryRun(
        int days,
        Count opens,
        Count inForce,
        List<Entry> would,
        List<Entry> added,
        List<Entry> dropped,
        Lists leftOut) {

    static final int MOST_LISTED = 100;

    DryRun {
        would = List.copyOf(would);
        added = List.copyOf(added);
        dropped = List.copyOf(dropped);
    }

    /** How many of each kind. */
    record Count(long improvements, long followUps) {}

    /** How many entries of each list. */
    record Lists(long would, long added, long dropped) {}

    /**
     * An action that would have been opened.
     *
     * @param at when its conditions held for the first time
     * @param theme of an improvement
     * @param people of an improvement: how many distinct people there were then
     * @param sentiment of an improvement: the mean then, −1…1
     * @param signalId of a follow-up
     * @param reason of a follow-up
     */
    record Entry(
            ActionKind kind,
            Instant at,
            @Nullable ThemeName theme,
            @Nullable Long people,
            @Nullable Double sentiment,
            @Nullable UUID signalId,
            @Nullable FollowUpReason reason) {

        static Entry improvement(Instant at, ThemeName theme, long people, double sentiment) {
            return new Entry(ActionKind.IMPROVEMENT, at, theme, people, sentiment, null, null);
        }

        static Entry followUp(Instant at, UUID signalId, FollowUpReason reason) {
            return new Entry(ActionKind.FOLLOW_UP, at, null, null, null, signalId, reason);
        }
    }

    /**
     * A theme.
     *
     * @param label empty while nobody can read what it is about
     */
    record ThemeName(UUID id, String label) {}

    /** Both playbooks, as what they would have opened comes to light. */
    static final class Comparison {

        private final Gathered would = new Gathered();
        private final Gathered wouldNow = new Gathered();
        private final Gathered added = new Gathered();
        private final Gathered dropped = new Gathered();

        /** What the given playbook, and what the one in force would have opened of the same theme or signal. */
        void add(Optional<Entry> given, Optional<Entry> inForce) {
            given.ifPresent(would::add);
            inForce.ifPresent(wouldNow::add);
            if (inForce.isEmpty()) {
                given.ifPresent(added::add);
            }
            if (given.isEmpty()) {
                inForce.ifPresent(dropped::add);
            }
        }

        DryRun of(int days) {
            return new DryRun(
                    days,
                    would.count(),
                    wouldNow.count(),
                    would.first,
                    added.first,
                    dropped.first,
                    new Lists(would.leftOut(), added.leftOut(), dropped.leftOut()));
        }
    }

    /** Entries as they come: all are counted, the first are kept. */
    private static final class Gathered {

        private final List<Entry> first = new ArrayList<>();
        private long improvements;
        private long followUps;

        private void add(Entry entry) {
            switch (entry.kind()) {
                case IMPROVEMENT -> improvements++;
                case FOLLOW_UP -> followUps++;
            }
            if (first.size() < MOST_LISTED) {
                first.add(entry);
            }
        }

        private Count count() {
            return new Count(improvements, followUps);
        }

        private long leftOut() {
            return improvements + followUps - first.size();
        }
    }
}

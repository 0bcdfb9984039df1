package io.heed.action.opening;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.action.ownership.Assignment;
import io.heed.contracts.ActionKind;

/**
 * What rules would change if they assigned every action anew that is not closed. The counts are exact; the list has at
 * most {@link #MOST_LISTED} entries, the latest opened first.
 *
 * @param actions how many are not closed
 * @param moves how many of them would get another team or owner
 * @param would those, each with the line that decides
 * @param leftOut how many entries the list lacks
 */
record RulesTrial(long actions, long moves, List<Move> would, long leftOut) {

    static final int MOST_LISTED = 200;

    RulesTrial {
        would = List.copyOf(would);
    }

    /**
     * An action that would change hands.
     *
     * @param line the line that won, counted from 1; null when none matched
     */
    record Move(
            UUID id,
            String title,
            ActionKind kind,
            Holder from,
            Holder to,
            @Nullable Integer line) {}

    /**
     * Who holds an action.
     *
     * @param owner null where the team is to decide
     */
    record Holder(String team, @Nullable String owner) {

        static Holder of(Assignment assignment) {
            return new Holder(assignment.team(), assignment.owner());
        }
    }

    /** Actions as they come: all are counted, the first that move are kept. */
    static final class Gathering {

        private final List<Move> first = new ArrayList<>();
        private long actions;
        private long moves;

        void stays() {
            actions++;
        }

        void moves(Move move) {
            actions++;
            moves++;
            if (first.size() < MOST_LISTED) {
                first.add(move);
            }
        }

        RulesTrial end() {
            return new RulesTrial(actions, moves, first, moves - first.size());
        }
    }
}

package io.heed.action.actions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.heed.contracts.ActionStatus;
import io.heed.rest.ProblemException;

/** Says what people can ask for, which follows from the states alone. */
final class LegalMoves {

    private LegalMoves() {}

    /** What people can ask for of an action of this status. */
    static List<String> from(ActionStatus status) {
        return from(example(status));
    }

    /** What people can ask for from this state. */
    static List<String> from(ActionState state) {
        List<String> moves = new ArrayList<>();
        if (state instanceof ActionState.Acceptable) {
            moves.add("accept");
        }
        if (state instanceof ActionState.Accepted) {
            moves.add("start");
        }
        if (state instanceof ActionState.Completable) {
            moves.add("complete");
        }
        if (state instanceof ActionState.Unclosed) {
            moves.add("assign");
            moves.add("dismiss");
        }
        if (state instanceof ActionState.Closed) {
            moves.add("reopen");
        }
        moves.add("comment");
        return moves;
    }

    /** 409. */
    static ProblemException refuse(String move, ActionState state) {
        String status = state.status().name().toLowerCase(Locale.ROOT);
        return ProblemException.conflict("The action is " + status + ": it can't be asked to " + move + ". Legal now: "
                + String.join(", ", from(state)) + ".");
    }

    /** A state of this status; what it carries does not matter here. */
    private static ActionState example(ActionStatus status) {
        Closure closure = new Closure("", "", "");
        return switch (status) {
            case OPEN -> new ActionState.Open();
            case REOPENED -> new ActionState.Reopened();
            case ACCEPTED -> new ActionState.Accepted(Instant.EPOCH);
            case IN_PROGRESS -> new ActionState.InProgress(Instant.EPOCH);
            case COMPLETED -> new ActionState.Completed(closure, Instant.EPOCH);
            case VERIFIED -> new ActionState.Verified(closure, Instant.EPOCH);
            case DISMISSED -> new ActionState.Dismissed("", Instant.EPOCH);
        };
    }
}

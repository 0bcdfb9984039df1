package io.heed.action.actions;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.heed.action.teams.Teams;
import io.heed.rest.Caller;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/**
 * A person who moves actions.
 *
 * @param unfinished the actions, of those to be moved, of which a task is not done
 */
record Mover(Caller caller, Teams teams, Set<UUID> unfinished, Instant at) {

    /**
     * Lets pass whoever may make the move: whoever may work on the action; for a comment also the teams that have tasks.
     *
     * @throws ProblemException 403
     */
    void requireRight(Action action, Move move, Supplier<List<Task>> tasks) {
        boolean may = mayWorkOn(action)
                || (move instanceof Move.Comment && tasks.get().stream().anyMatch(this::mayWorkOn));
        if (!may) {
            throw notTheirs(action.team());
        }
    }

    /** Administrators, the owner and the owning team. */
    boolean mayWorkOn(Action action) {
        return caller.hasRole(Roles.ADMIN) || worksFor(action.owner(), action.team());
    }

    /** The task's owner and its team. */
    boolean mayWorkOn(Task task) {
        return worksFor(task.owner(), task.team());
    }

    private boolean worksFor(@Nullable String owner, String team) {
        String user = caller.principal().subject();
        return user.equals(owner) || teams.worksFor(user, team);
    }

    /** 403. */
    static ProblemException notTheirs(String team) {
        return ProblemException.forbidden("That is the work of @" + team + ".");
    }

    /**
     * Makes the move in memory, and says what the history is to tell.
     *
     * @throws ProblemException 409 and 422 as the move says
     */
    HistoryEntry make(Action action, Move move) {
        if (move instanceof Move.Complete && unfinished.contains(action.id())) {
            throw ProblemException.conflict("Not all of its tasks are done: it is complete when all are. Legal now: "
                    + LegalMoves.from(action.state()).stream()
                            .filter(legal -> !legal.equals("complete"))
                            .collect(Collectors.joining(", "))
                    + ", and ending or removing tasks.");
        }
        HistoryEntry entry = move.apply(action, caller.principal(), at, teams);
        action.edited();
        return entry;
    }
}

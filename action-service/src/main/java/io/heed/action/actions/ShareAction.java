package io.heed.action.actions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.action.teams.Teams;
import io.heed.contracts.ActionChange;
import io.heed.contracts.Principal;
import io.heed.rest.Caller;
import io.heed.rest.ProblemException;
import io.heed.rest.Violation;

/**
 * Shares an action among teams: each has tasks of its own, and the action can be completed when all are done. Who may work
 * on the action adds and removes tasks; who may work on a task ends it and takes it up again.
 */
@ApplicationScoped
class ShareAction {

    private static final int LONGEST_TITLE = 500;
    private static final int MOST_TASKS = 100;

    private final MoveAction moves;
    private final TaskStore tasks;

    ShareAction(MoveAction moves, TaskStore tasks) {
        this.moves = moves;
        this.tasks = tasks;
    }

    /** What can be done to a task that is there. */
    enum Change {
        DONE,
        REOPEN,
        REMOVE
    }

    /**
     * Gives a team a task.
     *
     * @throws ProblemException 403, 404, 409 when the action is closed, 412, 422, 428
     */
    ActionView add(UUID action, @Nullable String ifMatch, MoveBodies.@Nullable AddTask body, Caller caller) {
        return moves.edit(action, ifMatch, caller, new MoveAction.Edit() {
            @Override
            public void requireRight(Handle transaction, Action locked, Mover mover) {
                requireWorkOn(locked, mover);
            }

            @Override
            public HistoryEntry make(Handle transaction, Action locked, Mover mover) {
                requireUnclosed(locked);
                Task task = task(body, tasks.of(transaction, action).size(), mover);
                tasks.add(transaction, action, task);
                return entry(locked, mover, ActionChange.ASSIGNED, "added a task", task);
            }
        });
    }

    /**
     * Changes a task.
     *
     * @throws ProblemException 403, 404, 409 when the action is closed or the task is so already, 412, 428
     */
    ActionView change(UUID action, UUID id, @Nullable String ifMatch, Change change, Caller caller) {
        return moves.edit(action, ifMatch, caller, new MoveAction.Edit() {
            @Override
            public void requireRight(Handle transaction, Action locked, Mover mover) {
                Task task = found(transaction);
                if (change == Change.REMOVE) {
                    requireWorkOn(locked, mover);
                } else if (!mover.mayWorkOn(task) && !mover.mayWorkOn(locked)) {
                    throw Mover.notTheirs(task.team());
                }
            }

            @Override
            public HistoryEntry make(Handle transaction, Action locked, Mover mover) {
                requireUnclosed(locked);
                Task task = found(transaction);
                Principal by = caller.principal();
                return switch (change) {
                    case DONE -> {
                        requireDone(task, false);
                        tasks.done(transaction, id, mover.at(), by.subject());
                        yield entry(locked, mover, ActionChange.COMMENTED, "the task is done", task);
                    }
                    case REOPEN -> {
                        requireDone(task, true);
                        tasks.done(transaction, id, null, null);
                        yield entry(locked, mover, ActionChange.COMMENTED, "the task is not done", task);
                    }
                    case REMOVE -> {
                        tasks.remove(transaction, id);
                        yield entry(locked, mover, ActionChange.COMMENTED, "removed the task", task);
                    }
                };
            }

            private Task found(Handle transaction) {
                return tasks.find(transaction, action, id)
                        .orElseThrow(() -> ProblemException.notFound("The action has no such task."));
            }
        });
    }

    private static void requireWorkOn(Action action, Mover mover) {
        if (!mover.mayWorkOn(action)) {
            throw Mover.notTheirs(action.team());
        }
    }

    private static void requireUnclosed(Action action) {
        if (!(action.state() instanceof ActionState.Unclosed)) {
            throw LegalMoves.refuse("change its tasks", action.state());
        }
    }

    private static void requireDone(Task task, boolean done) {
        if ((task.doneAt() != null) != done) {
            throw ProblemException.conflict(
                    done
                            ? "The task is not done. Legal now: done, remove."
                            : "The task is done already. Legal now: reopen, remove.");
        }
    }

    private static Task task(MoveBodies.@Nullable AddTask body, int there, Mover mover) {
        MoveBodies.AddTask asked = body == null ? new MoveBodies.AddTask(null, null, null) : body;
        String title = asked.title() == null ? "" : asked.title().strip();
        String team = asked.team() == null ? "" : asked.team();
        String owner = asked.owner();
        List<Violation> violations = new ArrayList<>();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            violations.add(new Violation("title", "must be 1 to " + LONGEST_TITLE + " characters"));
        }
        if (!mover.teams().isStaffed(team)) {
            violations.add(new Violation(
                    "team",
                    "must be a team with members: "
                            + String.join(", ", mover.teams().staffed())));
        }
        if (owner != null && !Teams.isMember(owner)) {
            violations.add(new Violation("owner", "must be a user's subject, such as max"));
        }
        if (there >= MOST_TASKS) {
            violations.add(new Violation("title", "an action has at most " + MOST_TASKS + " tasks"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.unprocessable(violations);
        }
        return new Task(UUID.randomUUID(), title, team, owner, mover.at(), null, null);
    }

    private static HistoryEntry entry(Action action, Mover mover, ActionChange what, String why, Task task) {
        action.edited();
        Map<String, String> details = new HashMap<>();
        details.put("task", task.title());
        details.put("taskTeam", task.team());
        if (task.owner() != null) {
            details.put("taskOwner", task.owner());
        }
        return new HistoryEntry(mover.at(), mover.caller().principal(), what, why, details);
    }
}

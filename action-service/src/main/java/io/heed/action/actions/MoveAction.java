package io.heed.action.actions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.action.answers.LinkStore;
import io.heed.action.answers.TellWriters;
import io.heed.action.closure.RootCausesStore;
import io.heed.action.delivery.JtaTransactions;
import io.heed.action.teams.TeamStore;
import io.heed.rest.Caller;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;

/**
 * Does to an action what a person asks for: the edit, its history, the event, and what the writers of all signals behind
 * it are told, in one transaction.
 */
@ApplicationScoped
class MoveAction {

    static final String UNKNOWN = "There is no such action.";

    private final JtaTransactions transactions;
    private final ActionRepository actions;
    private final ActionViews views;
    private final RecordMoves record;
    private final NewerImprovements newer;
    private final LinkStore links;
    private final TellWriters writers;
    private final TeamStore teams;
    private final RootCausesStore causes;
    private final TaskStore tasks;
    private final InstantSource clock;

    MoveAction(
            JtaTransactions transactions,
            ActionRepository actions,
            ActionViews views,
            RecordMoves record,
            NewerImprovements newer,
            LinkStore links,
            TellWriters writers,
            TeamStore teams,
            RootCausesStore causes,
            TaskStore tasks,
            InstantSource clock) {
        this.transactions = transactions;
        this.actions = actions;
        this.views = views;
        this.record = record;
        this.newer = newer;
        this.links = links;
        this.writers = writers;
        this.teams = teams;
        this.causes = causes;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * Makes the move.
     *
     * @param ifMatch the ETag of what the caller saw
     * @throws ProblemException 404, 403 when it is another team's, 428 and 412 as to {@code ifMatch}, 409 and 422 as the
     *     move says
     */
    ActionView move(UUID id, @Nullable String ifMatch, Move move, Caller caller) {
        return edit(id, ifMatch, caller, new Edit() {
            @Override
            public void prepare(Handle transaction) {
                if (move instanceof Move.Reopen) {
                    refuseWhenReplaced(transaction, id);
                }
            }

            @Override
            public void requireRight(Handle transaction, Action action, Mover mover) {
                mover.requireRight(action, move, () -> tasks.of(transaction, id));
            }

            @Override
            public HistoryEntry make(Handle transaction, Action action, Mover mover) {
                return mover.make(action, move.spelled(causes.inForce(transaction)));
            }
        });
    }

    /** What a person does to one action. */
    interface Edit {

        /** What is to be done before the action is locked. */
        default void prepare(Handle transaction) {}

        /**
         * Lets pass whoever may do it.
         *
         * @throws ProblemException 403, 404
         */
        void requireRight(Handle transaction, Action action, Mover mover);

        /**
         * Does it, and says what the history is to tell.
         *
         * @throws ProblemException 409, 422
         */
        HistoryEntry make(Handle transaction, Action action, Mover mover);
    }

    /**
     * Makes an edit of one action, all in one transaction.
     *
     * @throws ProblemException 404, 428 and 412 as to {@code ifMatch}, and as the edit says
     */
    ActionView edit(UUID id, @Nullable String ifMatch, Caller caller, Edit edit) {
        return transactions.change(transaction -> {
            edit.prepare(transaction);
            Action action = actions.lock(id).orElseThrow(() -> ProblemException.notFound(UNKNOWN));
            Instant now = clock.instant();
            Mover mover =
                    new Mover(caller, teams.inForce(transaction), tasks.unfinished(transaction, List.of(id)), now);
            edit.requireRight(transaction, action, mover);
            Preconditions.requireMatch(ifMatch, Preconditions.etag(action.edition()));
            HistoryEntry entry = edit.make(transaction, action, mover);
            List<UUID> restated = record.write(
                    transaction, List.of(new HistoryStore.Line(id, entry)), List.of(action), caller.principal(), now);
            writers.tell(transaction, links.restate(transaction, restated));
            return views.find(transaction, id, now).orElseThrow();
        });
    }

    private void refuseWhenReplaced(Handle transaction, UUID id) {
        if (!newer.replaced(transaction, List.of(id)).isEmpty()) {
            throw ProblemException.conflict(
                    "Its theme has a newer improvement that is not closed, or is part of another theme by now: work there."
                            + " Legal now: comment.");
        }
    }
}

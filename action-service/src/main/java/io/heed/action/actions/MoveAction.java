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
import io.heed.action.answers.Told;
import io.heed.action.closure.RootCausesStore;
import io.heed.action.delivery.JtaTransactions;
import io.heed.action.readings.ThemeStore;
import io.heed.action.teams.TeamStore;
import io.heed.action.teams.Teams;
import io.heed.contracts.Principal;
import io.heed.rest.Caller;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/**
 * Does to an action what a person asks for: the edit, its history, the event, and what the writers of all signals behind
 * it are told, in one transaction.
 */
@ApplicationScoped
class MoveAction {

    private final JtaTransactions transactions;
    private final ActionRepository actions;
    private final HistoryStore history;
    private final QueueStore queue;
    private final AnnounceActions announce;
    private final LinkStore links;
    private final TellWriters writers;
    private final TeamStore teams;
    private final RootCausesStore causes;
    private final ThemeStore themes;
    private final InstantSource clock;

    MoveAction(
            JtaTransactions transactions,
            ActionRepository actions,
            HistoryStore history,
            QueueStore queue,
            AnnounceActions announce,
            LinkStore links,
            TellWriters writers,
            TeamStore teams,
            RootCausesStore causes,
            ThemeStore themes,
            InstantSource clock) {
        this.transactions = transactions;
        this.actions = actions;
        this.history = history;
        this.queue = queue;
        this.announce = announce;
        this.links = links;
        this.writers = writers;
        this.teams = teams;
        this.causes = causes;
        this.themes = themes;
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
        return transactions.change(transaction -> {
            if (move instanceof Move.Reopen) {
                refuseWhenReplaced(transaction, id);
            }
            Action action = actions.lock(id).orElseThrow(() -> ProblemException.notFound("There is no such action."));
            Teams current = teams.inForce(transaction);
            requireOwnWork(caller, current, action);
            Preconditions.requireMatch(ifMatch, Preconditions.etag(action.edition()));
            Principal by = caller.principal();
            Instant now = clock.instant();
            HistoryEntry entry = spelled(transaction, move).apply(action, by, now, current);
            action.edited();
            actions.flush();
            history.append(transaction, List.of(new HistoryStore.Line(id, entry)));
            writers.tell(transaction, told(transaction, action, entry, now));
            announce.announce(transaction, List.of(id), entry.what(), by, now);
            return queue.find(transaction, id, now).orElseThrow();
        });
    }

    /** What the writers will see: that it is completed, dismissed or taken up again. */
    private List<Told> told(Handle transaction, Action action, HistoryEntry entry, Instant now) {
        return switch (entry.what()) {
            case COMPLETED ->
                action.state() instanceof ActionState.Completed completed
                        ? links.answer(
                                transaction, action.id(), completed.closure().answer(), now)
                        : List.of();
            case DISMISSED, REOPENED -> links.restate(transaction, action.id());
            case OPENED, ASSIGNED, ACCEPTED, STARTED, VERIFIED, COMMENTED, SIGNALS, THEME -> List.of();
        };
    }

    private Move spelled(Handle transaction, Move move) {
        return move instanceof Move.Complete complete ? complete.spelled(causes.inForce(transaction)) : move;
    }

    private static void requireOwnWork(Caller caller, Teams teams, Action action) {
        String user = caller.principal().subject();
        if (!caller.hasRole(Roles.ADMIN) && !user.equals(action.owner()) && !teams.worksFor(user, action.team())) {
            throw ProblemException.forbidden("The action is the work of @" + action.team() + ".");
        }
    }

    /** A theme has one unclosed improvement: an older one stays closed while a newer one is worked on. */
    private void refuseWhenReplaced(Handle transaction, UUID id) {
        List<UUID> theme = transaction
                .createQuery("SELECT theme_id FROM actions WHERE id = :id AND kind = 'IMPROVEMENT'")
                .bind("id", id)
                .mapTo(UUID.class)
                .list();
        themes.lock(transaction, theme);
        transaction
                .createQuery("""
                        SELECT id FROM actions
                         WHERE theme_id = ANY (:theme) AND kind = 'IMPROVEMENT' AND closed_at IS NULL AND id <> :id
                        """)
                .bindArray("theme", UUID.class, theme)
                .bind("id", id)
                .mapTo(UUID.class)
                .findFirst()
                .ifPresent(newer -> {
                    throw ProblemException.conflict("The theme has a newer improvement, " + newer
                            + ", that is not closed: work on that one. Legal now: comment.");
                });
    }
}

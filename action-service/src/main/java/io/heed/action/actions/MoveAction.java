package io.heed.action.actions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import io.heed.contracts.ActionChange;
import io.heed.contracts.Principal;
import io.heed.rest.Caller;
import io.heed.rest.Preconditions;
import io.heed.rest.Problem;
import io.heed.rest.ProblemException;
import io.heed.rest.ProblemKind;

/**
 * Does to actions what a person asks for: the edit, its history, the event, and what the writers of all signals behind
 * it are told, in one transaction.
 */
@ApplicationScoped
public class MoveAction {

    private static final String UNKNOWN = "There is no such action.";

    private final JtaTransactions transactions;
    private final ActionRepository actions;
    private final HistoryStore history;
    private final ActionViews views;
    private final AnnounceActions announce;
    private final LinkStore links;
    private final TellWriters writers;
    private final TeamStore teams;
    private final RootCausesStore causes;
    private final ThemeStore themes;
    private final TaskStore tasks;
    private final MentionStore mentions;
    private final InstantSource clock;

    MoveAction(
            JtaTransactions transactions,
            ActionRepository actions,
            HistoryStore history,
            ActionViews views,
            AnnounceActions announce,
            LinkStore links,
            TellWriters writers,
            TeamStore teams,
            RootCausesStore causes,
            ThemeStore themes,
            TaskStore tasks,
            MentionStore mentions,
            InstantSource clock) {
        this.transactions = transactions;
        this.actions = actions;
        this.history = history;
        this.views = views;
        this.announce = announce;
        this.links = links;
        this.writers = writers;
        this.teams = teams;
        this.causes = causes;
        this.themes = themes;
        this.tasks = tasks;
        this.mentions = mentions;
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
                return mover.make(action, spelled(transaction, move));
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
            Map<ActionChange, List<UUID>> changes = write(
                    transaction, List.of(new HistoryStore.Line(id, entry)), List.of(action), caller.principal(), now);
            writers.tell(transaction, links.restate(transaction, restated(changes)));
            return views.find(transaction, id, now).orElseThrow();
        });
    }

    /**
     * Makes one move with each of these, in one transaction. What can't be moved is left as it is, and told why. Writers
     * have their answers at once, and see another status by and by.
     *
     * @param ids in ascending order, so that two who move many wait for each other, never in a circle
     * @param dry whether nothing is to be changed, only to be told
     * @throws ProblemException 422 for what the move lacks
     */
    public List<Moved> moveAll(Handle transaction, List<UUID> ids, Move move, Caller caller, boolean dry) {
        Map<UUID, Action> found = (dry ? actions.all(ids) : actions.lockAll(ids))
                .stream().collect(Collectors.toMap(Action::id, Function.identity()));
        Teams current = teams.inForce(transaction);
        Instant now = clock.instant();
        Mover mover = new Mover(caller, current, tasks.unfinished(transaction, ids), now);
        Move spelled = spelled(transaction, move);
        Set<UUID> obliged = move instanceof Move.Dismiss ? obliged(transaction, ids) : Set.of();
        List<Moved> moved = new ArrayList<>(ids.size());
        List<HistoryStore.Line> lines = new ArrayList<>();
        List<Action> changed = new ArrayList<>();
        for (UUID id : ids) {
            try {
                Action action = found.get(id);
                if (action == null) {
                    throw ProblemException.notFound(UNKNOWN);
                }
                if (obliged.contains(id)) {
                    throw ProblemException.conflict("It answers an obligation, which can only be dismissed by itself.");
                }
                mover.requireRight(action, move, () -> tasks.of(transaction, id));
                Before before = Before.of(action);
                lines.add(new HistoryStore.Line(id, mover.make(action, spelled)));
                changed.add(action);
                moved.add(new Moved(id, before, action.edition(), null));
            } catch (ProblemException refusal) {
                if (refusal.problem().status() == ProblemKind.INCOMPLETE.status()) {
                    // what the move lacks, it lacks for all
                    throw refusal;
                }
                moved.add(new Moved(id, null, 0, refusal.problem()));
            }
        }
        if (dry) {
            actions.forget();
        } else {
            Map<ActionChange, List<UUID>> changes = write(transaction, lines, changed, caller.principal(), now);
            links.restateLater(transaction, restated(changes));
        }
        return moved;
    }

    /**
     * Makes actions again what they were before somebody moved many, as far as nobody has edited them since.
     *
     * @param bulk what was moved, with what came of it
     * @param why what the history gives as the reason
     */
    public List<Moved> undoAll(Handle transaction, List<Moved> bulk, Caller caller, String why) {
        List<UUID> ids = bulk.stream().map(Moved::id).sorted().toList();
        themes.lock(transaction, themesOf(transaction, ids));
        Set<UUID> replaced = replaced(transaction, ids);
        Map<UUID, Action> found =
                actions.lockAll(ids).stream().collect(Collectors.toMap(Action::id, Function.identity()));
        Instant now = clock.instant();
        Principal by = caller.principal();
        List<Moved> undone = new ArrayList<>(ids.size());
        List<HistoryStore.Line> lines = new ArrayList<>();
        List<Action> changed = new ArrayList<>();
        for (Moved each : bulk) {
            Action action = found.get(each.id());
            Before before = each.before();
            if (action == null || before == null) {
                continue;
            }
            if (action.edition() != each.edition()) {
                undone.add(new Moved(each.id(), null, 0, conflict("Somebody has edited it since.")));
            } else if (action.state() instanceof ActionState.Completed) {
                undone.add(new Moved(each.id(), null, 0, conflict("Its writers have the answer: reopen it.")));
            } else if (action.state() instanceof ActionState.Closed && replaced.contains(each.id())) {
                undone.add(new Moved(each.id(), null, 0, conflict("The theme has a newer improvement by now.")));
            } else {
                lines.add(new HistoryStore.Line(each.id(), action.restore(before, by, now, why)));
                action.edited();
                changed.add(action);
                undone.add(new Moved(each.id(), before, action.edition(), null));
            }
        }
        links.restateLater(transaction, restated(write(transaction, lines, changed, by, now)));
        return undone;
    }

    private Move spelled(Handle transaction, Move move) {
        return move instanceof Move.Complete complete ? complete.spelled(causes.inForce(transaction)) : move;
    }

    private static Problem conflict(String detail) {
        return ProblemException.conflict(detail).problem();
    }

    /** Writes what the moves changed, tells of it, and gives writers their answers; gives what was done to which. */
    private Map<ActionChange, List<UUID>> write(
            Handle transaction, List<HistoryStore.Line> lines, List<Action> changed, Principal by, Instant now) {
        Map<ActionChange, List<UUID>> byChange = new EnumMap<>(ActionChange.class);
        if (lines.isEmpty()) {
            return byChange;
        }
        actions.flush();
        history.append(transaction, lines);
        mentions.note(transaction, lines);
        lines.forEach(line -> byChange.computeIfAbsent(line.entry().what(), unseen -> new ArrayList<>())
                .add(line.actionId()));
        Set<UUID> completed = Set.copyOf(byChange.getOrDefault(ActionChange.COMPLETED, List.of()));
        List<Told> told = new ArrayList<>();
        for (Action action : changed) {
            if (completed.contains(action.id()) && action.state() instanceof ActionState.Completed closed) {
                told.addAll(
                        links.answer(transaction, action.id(), closed.closure().answer(), now));
            }
        }
        writers.tell(transaction, told);
        byChange.forEach((change, ids) -> announce.announce(transaction, ids, change, by, now));
        return byChange;
    }

    /** Those whose writers see another status: dismissed, or taken up again. */
    private static List<UUID> restated(Map<ActionChange, List<UUID>> changes) {
        return Stream.of(ActionChange.DISMISSED, ActionChange.REOPENED)
                .flatMap(change -> changes.getOrDefault(change, List.of()).stream())
                .toList();
    }

    /** Those of these that answer somebody whom the organisation is bound to answer. */
    private static Set<UUID> obliged(Handle transaction, List<UUID> ids) {
        return transaction
                .createQuery("""
                        SELECT actions.id FROM actions JOIN readings ON readings.signal_id = actions.signal_id
                         WHERE actions.id = ANY (:ids) AND actions.kind = 'FOLLOW_UP'
                           AND coalesce(readings.facets ->> 'obligation', 'none') <> 'none'
                        """)
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .set();
    }

    private static List<UUID> themesOf(Handle transaction, List<UUID> ids) {
        return transaction
                .createQuery("""
                        SELECT DISTINCT theme_id FROM actions
                         WHERE id = ANY (:ids) AND kind = 'IMPROVEMENT' ORDER BY theme_id
                        """)
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .list();
    }

    /** Those of these of whose theme another improvement is open. The caller holds the themes' locks. */
    private static Set<UUID> replaced(Handle transaction, List<UUID> ids) {
        return transaction
                .createQuery("""
                        SELECT actions.id FROM actions
                          JOIN actions AS newer ON newer.theme_id = actions.theme_id AND newer.id <> actions.id
                         WHERE actions.id = ANY (:ids) AND actions.kind = 'IMPROVEMENT'
                           AND newer.kind = 'IMPROVEMENT' AND newer.closed_at IS NULL
                        """)
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .set();
    }

    /** A theme has one unclosed improvement: an older one stays closed while a newer one is worked on. */
    private void refuseWhenReplaced(Handle transaction, UUID id) {
        themes.lock(transaction, themesOf(transaction, List.of(id)));
        if (!replaced(transaction, List.of(id)).isEmpty()) {
            throw ProblemException.conflict(
                    "The theme has a newer improvement that is not closed: work on that one." + " Legal now: comment.");
        }
    }
}

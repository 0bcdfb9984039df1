package io.heed.action.actions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.answers.RestateStore;
import io.heed.action.closure.RootCausesStore;
import io.heed.action.teams.TeamStore;
import io.heed.contracts.Principal;
import io.heed.rest.Caller;
import io.heed.rest.Problem;
import io.heed.rest.ProblemException;
import io.heed.rest.ProblemKind;

/** Does to many actions in one transaction what a person asks for, and undoes it. */
@ApplicationScoped
public class MoveMany {

    private final ActionRepository actions;
    private final RecordMoves record;
    private final NewerImprovements newer;
    private final TaskStore tasks;
    private final RestateStore restate;
    private final TeamStore teams;
    private final RootCausesStore causes;
    private final InstantSource clock;

    MoveMany(
            ActionRepository actions,
            RecordMoves record,
            NewerImprovements newer,
            TaskStore tasks,
            RestateStore restate,
            TeamStore teams,
            RootCausesStore causes,
            InstantSource clock) {
        this.actions = actions;
        this.record = record;
        this.newer = newer;
        this.tasks = tasks;
        this.restate = restate;
        this.teams = teams;
        this.causes = causes;
        this.clock = clock;
    }

    /**
     * Makes one move with each of these, in one transaction. What can't be moved is left as it is, and told why. Writers
     * have their answers at once, and see another status by and by.
     *
     * @param ids in ascending order, so that two who move many wait for each other, never in a circle
     * @param dry whether nothing is to be changed, only to be told
     * @throws ProblemException 422 for what the move lacks
     */
    public List<Moved> move(Handle transaction, List<UUID> ids, Move move, Caller caller, boolean dry) {
        Map<UUID, Action> found = (dry ? actions.all(ids) : actions.lockAll(ids))
                .stream().collect(Collectors.toMap(Action::id, Function.identity()));
        Instant now = clock.instant();
        Mover mover = new Mover(caller, teams.inForce(transaction), tasks.unfinished(transaction, ids), now);
        Move spelled = move.spelled(causes.inForce(transaction));
        Set<UUID> obliged = move instanceof Move.Dismiss ? obliged(transaction, ids) : Set.of();
        List<Moved> moved = new ArrayList<>(ids.size());
        List<HistoryStore.Line> lines = new ArrayList<>();
        List<Action> changed = new ArrayList<>();
        for (UUID id : ids) {
            try {
                Action action = found.get(id);
                if (action == null) {
                    throw ProblemException.notFound(MoveAction.UNKNOWN);
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
            restate.note(transaction, record.write(transaction, lines, changed, caller.principal(), now));
        }
        return moved;
    }

    /**
     * Makes actions again what they were before somebody moved many, as far as nobody has edited them since.
     *
     * @param bulk what was moved, with what came of it
     * @param why what the history gives as the reason
     */
    public List<Moved> undo(Handle transaction, List<Moved> bulk, Caller caller, String why) {
        List<UUID> ids = bulk.stream().map(Moved::id).sorted().toList();
        Set<UUID> replaced = newer.replaced(transaction, ids);
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
                undone.add(new Moved(
                        each.id(),
                        null,
                        0,
                        conflict("Its theme has a newer improvement, or is part of another one, by now.")));
            } else {
                lines.add(new HistoryStore.Line(each.id(), action.restore(before, by, now, why)));
                action.edited();
                changed.add(action);
                undone.add(new Moved(each.id(), before, action.edition(), null));
            }
        }
        restate.note(transaction, record.write(transaction, lines, changed, by, now));
        return undone;
    }

    private static Problem conflict(String detail) {
        return ProblemException.conflict(detail).problem();
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
}

package io.heed.action.queue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.heed.action.actions.Move;
import io.heed.action.actions.MoveMany;
import io.heed.action.actions.Moved;
import io.heed.action.delivery.JtaTransactions;
import io.heed.rest.Caller;
import io.heed.rest.ProblemException;

/**
 * Makes one move with many actions, each as if it were moved by itself, but for obligations, which are dismissed one by
 * one. It goes on in transactions of {@value #AT_ONCE}, so that nobody waits long for an action that it holds; what was
 * moved when it was cut short stays moved, and can be undone; asked for again, it goes on.
 */
@ApplicationScoped
class DoInBulk {

    private static final int AT_ONCE = 250;

    private final JtaTransactions transactions;
    private final MoveMany moves;
    private final QueueStore queue;
    private final BulkStore bulks;
    private final Viewers viewers;
    private final InstantSource clock;

    DoInBulk(
            JtaTransactions transactions,
            MoveMany moves,
            QueueStore queue,
            BulkStore bulks,
            Viewers viewers,
            InstantSource clock) {
        this.transactions = transactions;
        this.moves = moves;
        this.queue = queue;
        this.bulks = bulks;
        this.viewers = viewers;
        this.clock = clock;
    }

    /**
     * Does it, or tells what it would do.
     *
     * @throws ProblemException 400 for what can't be understood or is too much, 409 when they are not as many as were
     *     expected, 422 for what the move lacks
     */
    BulkAnswer run(BulkBody body, Caller caller) {
        Move move = body.asked();
        List<UUID> ids = ids(body, caller);
        return body.isDry() ? tried(ids, move, caller) : done(ids, move, body.name(), caller);
    }

    private BulkAnswer tried(List<UUID> ids, Move move, Caller caller) {
        List<Moved> all = new ArrayList<>(ids.size());
        for (List<UUID> part : parts(ids)) {
            all.addAll(transactions.call(transaction -> moves.move(transaction, part, move, caller, true)));
        }
        return BulkAnswer.of(null, true, all);
    }

    /** What moves nothing leaves the person's last bulk as it is. */
    private BulkAnswer done(List<UUID> ids, Move move, String name, Caller caller) {
        UUID bulk = null;
        List<Moved> all = new ArrayList<>(ids.size());
        for (List<UUID> part : parts(ids)) {
            UUID before = bulk;
            Part done = transactions.change(transaction -> {
                List<Moved> moved = moves.move(transaction, part, move, caller, false);
                boolean any = moved.stream().anyMatch(each -> each.refusal() == null);
                UUID id = before == null && any
                        ? bulks.begin(transaction, name, caller.principal(), clock.instant())
                        : before;
                if (id != null) {
                    bulks.add(transaction, id, moved);
                }
                return new Part(id, moved);
            });
            bulk = done.bulk();
            all.addAll(done.moved());
        }
        UUID id = bulk;
        if (id != null) {
            transactions.call(transaction -> bulks.finish(transaction, id, clock.instant()));
        }
        return BulkAnswer.of(id, false, all);
    }

    private record Part(@Nullable UUID bulk, List<Moved> moved) {}

    private static List<List<UUID>> parts(List<UUID> ids) {
        List<List<UUID>> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            parts.add(ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
        }
        return parts;
    }

    private List<UUID> ids(BulkBody body, Caller caller) {
        List<UUID> given = body.given();
        List<UUID> found = given == null ? found(QueueFilter.of(Objects.requireNonNull(body.filter())), caller) : given;
        if (body.expect() != null && body.expect() != found.size()) {
            throw ProblemException.conflict("These are " + found.size() + " actions now, not " + body.expect()
                    + ": nothing was done. Look again, then repeat it.");
        }
        return found;
    }

    private List<UUID> found(QueueFilter filter, Caller caller) {
        List<UUID> found = transactions.call(
                transaction -> queue.ids(transaction, filter, viewers.of(transaction, caller), BulkBody.MOST + 1));
        if (found.size() > BulkBody.MOST) {
            throw ProblemException.invalid("filter", "lets through more than " + BulkBody.MOST + " actions");
        }
        return found;
    }

    /** The caller's last bulk. */
    BulkStore.@Nullable Bulk last(Caller caller) {
        return transactions
                .call(transaction -> bulks.last(transaction, caller.principal()))
                .orElse(null);
    }

    /**
     * Undoes the caller's last bulk, as far as nobody has edited its actions since. What was said (comments, answers)
     * stays said.
     *
     * @throws ProblemException 404 where there is none, 409 when it was undone already or can't be
     */
    BulkAnswer undo(Caller caller) {
        BulkStore.Bulk bulk = last(caller);
        if (bulk == null) {
            throw ProblemException.notFound("You have not moved many actions at once.");
        }
        if (bulk.move().equals("comment")) {
            throw ProblemException.conflict("Your last bulk was a comment, which stays said.");
        }
        if (bulk.undoneAt() != null) {
            throw ProblemException.conflict("Your last bulk was undone already.");
        }
        List<Moved> all = new ArrayList<>();
        List<Moved> part;
        do {
            part = transactions.change(transaction -> moves.undo(
                    transaction,
                    bulks.take(transaction, bulk.id(), AT_ONCE),
                    caller,
                    "undid the bulk of " + bulk.at()));
            all.addAll(part);
        } while (!part.isEmpty());
        // last, so that whoever is cut short can go on
        transactions.call(transaction -> bulks.undone(transaction, bulk.id(), clock.instant()));
        return BulkAnswer.of(bulk.id(), false, all);
    }
}

package io.heed.action.queue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
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
 * moved when it was cut short stays moved, stands in the person's last bulk, and can be undone.
 */
@ApplicationScoped
class DoInBulk {

    private static final int AT_ONCE = 250;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

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
     * @throws ProblemException 400 for what can't be understood or is too much, 409 when the filter does not let through as
     *     many as were expected, 422 for what the move lacks
     */
    BulkAnswer run(BulkBody body, Caller caller) {
        Move move = body.asked();
        List<UUID> ids = ids(body, caller);
        UUID id = body.isDry() ? null : UUID.randomUUID();
        List<Moved> all = new ArrayList<>(ids.size());
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<UUID> part = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
            if (id == null) {
                all.addAll(transactions.read(transaction -> moves.move(transaction, part, move, caller, true)));
                continue;
            }
            boolean first = from == 0;
            all.addAll(transactions.change(transaction -> {
                if (first) {
                    bulks.begin(transaction, id, body.name(), caller.principal(), clock.instant());
                }
                return moved(transaction, id, part, move, caller);
            }));
        }
        return BulkAnswer.of(id, all);
    }

    private List<Moved> moved(Handle transaction, UUID bulk, List<UUID> part, Move move, Caller caller) {
        List<Moved> moved = moves.move(transaction, part, move, caller, false);
        bulks.add(transaction, bulk, moved);
        return moved;
    }

    private List<UUID> ids(BulkBody body, Caller caller) {
        List<UUID> given = body.given();
        if (given != null) {
            return given;
        }
        QueueFilter filter = QueueFilter.of(Objects.requireNonNull(body.filter()));
        List<UUID> found = transactions.read(
                transaction -> queue.ids(transaction, filter, viewers.of(transaction, caller), BulkBody.MOST + 1));
        if (found.size() > BulkBody.MOST) {
            throw ProblemException.invalid("filter", "lets through more than " + BulkBody.MOST + " actions");
        }
        if (body.expect() != null && body.expect() != found.size()) {
            throw ProblemException.conflict("The filter lets " + found.size() + " actions through now, not "
                    + body.expect() + ": nothing was done. Look again, then repeat it.");
        }
        return found;
    }

    /** The caller's last bulk. */
    BulkStore.@Nullable Bulk last(Caller caller) {
        return transactions
                .read(transaction -> bulks.last(transaction, caller.principal()))
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
        if (!transactions.read(transaction -> bulks.undone(transaction, bulk.id(), clock.instant()))) {
            throw ProblemException.conflict("Your last bulk was undone already.");
        }
        List<Moved> all = new ArrayList<>();
        List<Moved> part;
        UUID after = BEFORE_ALL;
        do {
            UUID from = after;
            part = transactions.read(transaction -> bulks.items(transaction, bulk.id(), from, AT_ONCE));
            List<Moved> these = part;
            all.addAll(transactions.change(
                    transaction -> moves.undo(transaction, these, caller, "undid the bulk of " + bulk.at())));
            after = part.isEmpty() ? after : part.getLast().id();
        } while (!part.isEmpty());
        return BulkAnswer.of(bulk.id(), all);
    }
}

package io.heed.insight.curation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;

import io.heed.insight.readings.Move;
import io.heed.insight.readings.MoveStatements;
import io.heed.insight.themes.RecountThemes;
import io.heed.insight.themes.SliceSize;
import io.heed.insight.themes.ThemeDecisions;
import io.heed.messaging.Transactions;

/**
 * Carries out what people decided, in slices that hold the lock of the theme space for a short while. What is decided
 * stands in the database until it is at its end, so whoever is killed half-way, another one goes on.
 */
public final class CarryOut {

    private final Transactions transactions;
    private final MoveStatements moving;
    private final ThemeDecisions decisions;
    private final InstantSource clock;
    private final EditStore edits = new EditStore();
    private final RecountThemes recount = new RecountThemes();
    private final SliceSize size = new SliceSize();

    /** @param moving for this one's use alone */
    public CarryOut(Transactions transactions, MoveStatements moving, ThemeDecisions decisions, InstantSource clock) {
        this.transactions = transactions;
        this.moving = moving;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Goes on with all that was left, and gives how many were brought to their end. */
    public int run() throws SQLException {
        int ended = 0;
        for (long id : transactions.call(edits::all)) {
            ended += run(id, Duration.ofMinutes(1)) ? 1 : 0;
        }
        return ended;
    }

    /**
     * Carries one out.
     *
     * @return whether it is at its end; else the rest is done by and by
     */
    synchronized boolean run(long id, Duration atMost) throws SQLException {
        Instant deadline = clock.instant().plus(atMost);
        while (clock.instant().isBefore(deadline)) {
            Optional<Edit> edit = transactions.call(handle -> edits.find(handle, id));
            if (edit.isEmpty()) {
                return true;
            }
            List<Move> slice = transactions.call(handle -> edits.moves(handle, edit.get(), size.next()));
            int done = slice.isEmpty() ? 0 : move(slice, edit.get());
            if (done == 0 && (!slice.isEmpty() || !end(edit.get()))) {
                // Something joined meanwhile: the next time.
                return false;
            }
            if (done == 0) {
                seenAgain();
            }
        }
        return false;
    }

    private void seenAgain() {
        int seen;
        do {
            seen = transactions.call(recount::seenAgain);
        } while (seen > 0);
    }

    private int move(List<Move> slice, Edit edit) throws SQLException {
        int moved = transactions.call(transaction ->
                moving.apply(transaction, slice, edit.why()).moves().size());
        size.took(slice.size(), moving.committed().toNanos());
        return moved;
    }

    private boolean end(Edit edit) {
        return transactions.call(transaction -> {
            decisions.relabel(transaction, List.of(edit.from(), edit.to()));
            return end(transaction, edit);
        });
    }

    private boolean end(Handle transaction, Edit edit) {
        return switch (edit.kind()) {
            case MERGE -> endMerge(transaction, edit);
            case UNMERGE -> edits.end(transaction, edit);
            case SPLIT -> endSplit(transaction, edit);
        };
    }

    private boolean endMerge(Handle transaction, Edit edit) {
        long moved = edits.moved(transaction, edit.from(), edit.why().at());
        boolean closed = decisions
                .closeEmpty(transaction, List.of(new ThemeDecisions.Closing(edit.from(), edit.to(), moved)), edit.why())
                .contains(edit.from());
        return closed && edits.end(transaction, edit);
    }

    private boolean endSplit(Handle transaction, Edit edit) {
        if (!edits.end(transaction, edit)) {
            return true;
        }
        long moved = edits.moved(transaction, edit.from(), edit.why().at());
        decisions.splitOff(transaction, edit.to(), edit.from(), moved, edit.why());
        decisions.keepApart(transaction, edit.from(), edit.to(), edit.why());
        return true;
    }
}

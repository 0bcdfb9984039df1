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
import io.heed.insight.themes.CuratedTheme;
import io.heed.insight.themes.RecountThemes;
import io.heed.insight.themes.ThemeDecisions;
import io.heed.insight.themes.ThemeSpaceRow;
import io.heed.messaging.Transactions;

/**
 * Carries out what people decided, in slices that hold the lock of the theme space for a short while. What is decided
 * stands in the database until it is at its end, so whoever is killed half-way, another one goes on.
 */
public final class CarryOut {

    /** So long one is carried out before others have their turn. */
    private static final Duration TURN = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final MoveStatements moving;
    private final ThemeDecisions decisions;
    private final InstantSource clock;
    private final EditStore edits = new EditStore();
    private final RecountThemes recount = new RecountThemes();

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
            Instant until = clock.instant().plus(LONGEST);
            boolean done = run(id, TURN);
            while (!done
                    && clock.instant().isBefore(until)
                    && transactions.call(edits::all).contains(id)) {
                done = run(id, TURN);
            }
            ended += done ? 1 : 0;
        }
        return ended;
    }

    /**
     * Carries one out, for that long at most: others wait for their turn.
     *
     * @return whether it is at its end; else the rest is done by and by
     */
    synchronized boolean run(long id, Duration atMost) throws SQLException {
        Instant deadline = clock.instant().plus(atMost);
        do {
            Optional<Edit> edit = transactions.call(handle -> edits.find(handle, id));
            if (edit.isEmpty()) {
                return true;
            }
            List<Move> slice = transactions.call(handle -> edits.moves(handle, edit.get(), moving.atOnce()));
            if (!slice.isEmpty()) {
                moving.move(slice, edit.get().why());
            } else if (transactions.call(transaction -> end(transaction, id, edit.get()))) {
                while (recount.seenAgain(transactions)) {
                    // the next theme
                }
                return true;
            }
        } while (clock.instant().isBefore(deadline));
        return false;
    }

    /** Whether it could be ended: nothing joined meanwhile. */
    private boolean end(Handle transaction, long id, Edit edit) {
        // before any theme's row: everybody takes it first
        ThemeSpaceRow.lockToDecide(transaction);
        boolean ended =
                switch (edit.kind()) {
                    case MERGE -> endMerge(transaction, edit) && edits.end(transaction, id);
                    case UNMERGE -> {
                        recount.markSeen(transaction, edit.to());
                        yield edits.end(transaction, id);
                    }
                    case SPLIT -> !edits.end(transaction, id) || endSplit(transaction, edit);
                };
        if (ended) {
            decisions.relabel(transaction, List.of(edit.from(), edit.to()));
        }
        return ended;
    }

    private boolean endMerge(Handle transaction, Edit edit) {
        // whoever closed it meanwhile: there is nothing left to be done
        if (CuratedTheme.find(transaction, edit.from())
                .filter(theme -> theme.mergedInto() != null)
                .isPresent()) {
            return true;
        }
        long moved = edits.moved(transaction, edit.from(), edit.why().at());
        return decisions
                .closeEmpty(transaction, List.of(new ThemeDecisions.Closing(edit.from(), edit.to(), moved)), edit.why())
                .contains(edit.from());
    }

    private boolean endSplit(Handle transaction, Edit edit) {
        long moved = edits.moved(transaction, edit.from(), edit.why().at());
        decisions.splitOff(transaction, List.of(new ThemeDecisions.Part(edit.to(), edit.from(), moved)), edit.why());
        decisions.keepApart(transaction, edit.from(), edit.to(), edit.why());
        if (edit.label() != null) {
            decisions.rename(transaction, edit.to(), edit.label(), edit.why());
        }
        return true;
    }
}

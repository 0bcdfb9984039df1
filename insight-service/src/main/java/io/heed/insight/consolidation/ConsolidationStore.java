package io.heed.insight.consolidation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jdbi.v3.core.Handle;

import io.heed.insight.readings.Move;
import io.heed.insight.store.Rows;
import io.heed.messaging.Transactions;

/** What is remembered of consolidations: how much there was, and how far the one that is not done is. */
final class ConsolidationStore {

    /**
     * How much was looked at.
     *
     * @param statements how many there were the last time
     * @param settled how many there were when that was last done with nothing else to do
     * @param begun whether one has begun and is not at its end
     */
    record Looked(long statements, long settled, boolean begun) {}

    /**
     * Where statements went.
     *
     * @param born whether the theme they went to was made for them
     */
    record Way(UUID from, UUID to, long statements, boolean born) {}

    private final Transactions transactions;
    private final InstantSource clock;

    ConsolidationStore(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    Looked looked() {
        return transactions.call(
                handle -> handle.createQuery("SELECT statements, settled, began_at IS NOT NULL FROM consolidation")
                        .map((row, context) -> new Looked(row.getLong(1), row.getLong(2), row.getBoolean(3)))
                        .one());
    }

    /** When the one that is not at its end began: just now, unless its predecessor was killed. */
    Instant begin() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.call(transaction -> transaction
                .createQuery("UPDATE consolidation SET began_at = coalesce(began_at, :now) RETURNING began_at")
                .bind("now", now)
                .map((row, context) -> Rows.instant(row, "began_at"))
                .one());
    }

    /** Remembers which way statements went, with the transaction that moved them. */
    void went(Handle transaction, Collection<Move> moves, Set<UUID> born) {
        var ways = transaction.prepareBatch("""
                INSERT INTO consolidation_ways AS known (from_theme, to_theme, statements, born)
                VALUES (:from, :to, 1, :born)
                ON CONFLICT (from_theme, to_theme) DO UPDATE
                SET statements = known.statements + 1, born = known.born OR excluded.born
                """);
        for (Move move : moves) {
            ways.bind("from", move.from())
                    .bind("to", move.to())
                    .bind("born", born.contains(move.to()))
                    .add();
        }
        ways.execute();
    }

    /** All ways that were gone, those of one origin together, the one that most went first. */
    List<Way> ways() {
        return transactions.call(handle -> handle.createQuery("""
                        SELECT from_theme, to_theme, statements,
                            bool_or(born) OVER (PARTITION BY to_theme) AS born
                        FROM consolidation_ways ORDER BY from_theme, statements DESC, to_theme
                        """)
                .map((row, context) -> new Way(
                        Rows.uuid(row, "from_theme"),
                        Rows.uuid(row, "to_theme"),
                        row.getLong("statements"),
                        row.getBoolean("born")))
                .list());
    }

    /** Remembers that one is at its end. */
    void end(Handle transaction, long statements, long settled) {
        transaction
                .createUpdate("""
                        UPDATE consolidation
                        SET statements = :statements, settled = :settled, began_at = NULL
                        """)
                .bind("statements", statements)
                .bind("settled", settled)
                .execute();
        transaction.execute("DELETE FROM consolidation_ways");
    }
}

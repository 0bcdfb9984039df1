package io.heed.feedback.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** What became of each row. */
@Singleton
class OutcomeStore {

    /** How many outcomes are read at a time: some hundred KiB. */
    private static final int PAGE = 64;

    private final Compression compression = new Compression();

    /** Repeating it changes nothing: whether an earlier commit succeeded may be unknown. */
    void insert(Handle transaction, UUID importId, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO import_outcomes (import_id, first_row, ids, rejected, rejections, rejection_bytes)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)) {
            for (Outcome outcome : outcomes) {
                byte[] lines = outcome.rejectionLines();
                batch.bind(0, importId)
                        .bind(1, outcome.firstRow())
                        .bind(2, outcome.ids())
                        .bind(3, outcome.rejected())
                        .bind(4, compression.compress(lines, lines.length))
                        .bind(5, lines.length)
                        .add();
            }
            batch.execute();
        }
    }

    /** Some outcomes from this row on; none behind the last. */
    List<Outcome> from(Handle handle, UUID importId, long firstRow) {
        return page(handle, importId, firstRow, "");
    }

    /** Some outcomes from this row on that have rejections. */
    List<Outcome> withRejectionsFrom(Handle handle, UUID importId, long firstRow) {
        return page(handle, importId, firstRow, "AND rejected > 0");
    }

    private List<Outcome> page(Handle handle, UUID importId, long firstRow, String condition) {
        try (Query query = handle.createQuery("""
                SELECT first_row, ids, rejected, rejections, rejection_bytes FROM import_outcomes
                WHERE import_id = ? AND first_row >= ? <condition> ORDER BY first_row LIMIT ?
                """)) {
            return query.define("condition", condition)
                    .bind(0, importId)
                    .bind(1, firstRow)
                    .bind(2, PAGE)
                    .map((row, context) -> new Outcome(
                            row.getLong("first_row"),
                            row.getBytes("ids"),
                            row.getInt("rejected"),
                            compression.decompress(row.getBytes("rejections"), row.getInt("rejection_bytes"))))
                    .list();
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.heed.insight.consolidation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jdbi.v3.core.Handle;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.readings.MoveStatements;
import io.heed.insight.store.Rows;

/** Reads the statements that have a place. */
final class KeptStatements {

    /** A sample of this many tells the groups as well as all do, and takes five seconds of a processor to look at. */
    private static final int SAMPLE = 5_000;

    private static final int PAGE = 1_000;

    /** Those that a hash of their words chooses: the same ones whatever the order in which they came. */
    List<Kept> sample(Handle handle) {
        return handle.createQuery("""
                        SELECT said.id, theme_id, vector, %s AS held
                        FROM (
                            SELECT id, signal_id, theme_id, vector, moves, hashtextextended(text, 0) AS place
                            FROM statements
                            WHERE theme_id IS NOT NULL
                            ORDER BY hashtextextended(text, 0), id
                            LIMIT :sample) AS said
                        JOIN readings USING (signal_id)
                        JOIN themes ON themes.id = theme_id
                        WHERE vector IS NOT NULL
                        ORDER BY place, said.id
                        """.formatted(MoveStatements.HELD))
                .bind("sample", SAMPLE)
                .map((row, context) -> kept(row))
                .list();
    }

    /**
     * All of them by and by, in the order of their ids. A signal of which another statement was moved just now is no
     * newcomer: its reading has a later version.
     *
     * @param after where the page before ended
     * @param until when those that are newcomers were understood
     */
    List<Kept> page(Handle handle, UUID after, Instant until) {
        return handle.createQuery("""
                        SELECT said.id, theme_id, vector, %s AS held
                        FROM statements AS said
                        JOIN readings USING (signal_id)
                        JOIN themes ON themes.id = theme_id
                        WHERE said.id > :after AND vector IS NOT NULL
                            AND (understood_at <= :until OR readings.version > 1)
                        ORDER BY said.id
                        LIMIT :page
                        """.formatted(MoveStatements.HELD))
                .bind("after", after)
                .bind("until", until)
                .bind("page", PAGE)
                .map((row, context) -> kept(row))
                .list();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "theme_id"),
                GridVector.ofBytes(row.getBytes("vector")),
                row.getBoolean("held"));
    }
}

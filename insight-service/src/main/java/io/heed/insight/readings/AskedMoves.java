package io.heed.insight.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.Rows;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.Why;

/**
 * Moves that somebody asked for, as far as they may be made.
 *
 * @param affected all statements of the signals that are moved, in the order of their ids
 * @param moves by statement, those that may be made
 * @param standing the themes these go from and to that are there already
 */
record AskedMoves(List<Affected> affected, Map<UUID, Move> moves, Set<UUID> standing) {

    private static final String AFFECTED = """
            SELECT said.id, signal_id, theme_id, said.encoder, vector, customer_ref, occurred_at, occurred_on,
                sentiment, severity,
                NOT :bySystem OR NOT (
                    %s
                    OR coalesce(jsonb_exists(themes.curation -> 'keptApart', asked.to_theme::text), false)
                    OR EXISTS (SELECT FROM theme_edits WHERE theme_id IN (from_theme, to_theme))
                    OR EXISTS (SELECT FROM themes AS target
                        WHERE target.id = asked.to_theme AND target.merged_into IS NOT NULL)) AS allowed
            FROM statements AS said
            JOIN readings USING (signal_id)
            JOIN themes ON themes.id = theme_id
            LEFT JOIN unnest(:ids, :targets) AS asked (id, to_theme) ON asked.id = said.id
            WHERE signal_id IN (SELECT signal_id FROM statements WHERE id = ANY(:ids))
            ORDER BY signal_id, said.id
            """.formatted(MoveStatements.HELD);

    /**
     * A statement.
     *
     * @param vector null where it is not in the sums just now
     * @param allowed whether a move of it may be made
     */
    record Affected(MovedCounts.Said said, @Nullable GridVector vector, boolean allowed) {}

    /** Those of the moves whose statement is still where it was; the space was looked at or is open. */
    static AskedMoves of(Handle handle, SharedThemeSpace space, Collection<Move> asked, Why why) {
        List<Affected> affected = affected(handle, space, asked, why);
        Map<UUID, Move> moves = moves(asked, affected);
        UUID[] themes = moves.values().stream()
                .flatMap(move -> Stream.of(move.from(), move.to()))
                .toArray(UUID[]::new);
        Set<UUID> standing = handle.createQuery("SELECT id FROM themes WHERE id = ANY(:ids)")
                .bindByType("ids", themes, UUID[].class)
                .mapTo(UUID.class)
                .set();
        return new AskedMoves(affected, moves, standing);
    }

    /**
     * Locks the rows that are to be written, as far as nobody else has; whether all of them. Whoever goes on with all of
     * them waits for nobody's rows, so the order in which others take theirs does not matter.
     */
    boolean lockRows(Handle transaction) {
        Set<UUID> signals = signals();
        return transaction
                        .createQuery("""
                        WITH said AS (SELECT FROM statements WHERE id = ANY(:ids) FOR UPDATE SKIP LOCKED),
                            told AS (SELECT FROM readings WHERE signal_id = ANY(:signals) FOR UPDATE SKIP LOCKED)
                        SELECT (SELECT count(*) FROM said) + (SELECT count(*) FROM told)
                        """)
                        .bindByType("ids", moves.keySet().toArray(UUID[]::new), UUID[].class)
                        .bindByType("signals", signals.toArray(UUID[]::new), UUID[].class)
                        .mapTo(Long.class)
                        .one()
                == moves.size() + signals.size();
    }

    boolean isEmpty() {
        return moves.isEmpty();
    }

    List<MovedCounts.Said> said() {
        return affected.stream().map(Affected::said).toList();
    }

    /** Those moves, in the order of {@link #affected}, whose statement's vector is in the sums. */
    void forEachCounted(BiConsumer<Move, GridVector> consumer) {
        for (Affected one : affected) {
            Move move = moves.get(one.said().statementId());
            if (move != null && one.vector() != null) {
                consumer.accept(move, one.vector());
            }
        }
    }

    /** The signals of the statements that move, in the order of their ids. */
    Set<UUID> signals() {
        return affected.stream()
                .map(Affected::said)
                .filter(one -> moves.containsKey(one.statementId()))
                .map(MovedCounts.Said::signalId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Affected> affected(Handle handle, SharedThemeSpace space, Collection<Move> asked, Why why) {
        return handle.createQuery(AFFECTED)
                .bind("bySystem", why.isBySystem())
                .bindByType("ids", asked.stream().map(Move::statementId).toArray(UUID[]::new), UUID[].class)
                .bindByType("targets", asked.stream().map(Move::to).toArray(UUID[]::new), UUID[].class)
                .map((row, context) -> new Affected(
                        said(row),
                        space.counted(row.getString("encoder"), row.getBytes("vector")),
                        row.getBoolean("allowed")))
                .list();
    }

    private static MovedCounts.Said said(ResultSet row) throws SQLException {
        return new MovedCounts.Said(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "signal_id"),
                Rows.uuid(row, "theme_id"),
                row.getString("customer_ref"),
                Rows.instant(row, "occurred_at"),
                row.getObject("occurred_on", LocalDate.class),
                row.getInt("sentiment"),
                row.getInt("severity"));
    }

    private static Map<UUID, Move> moves(Collection<Move> asked, List<Affected> affected) {
        Map<UUID, Move> byStatement = new HashMap<>();
        asked.forEach(move -> byStatement.put(move.statementId(), move));
        Map<UUID, Move> moves = new LinkedHashMap<>();
        for (Affected one : affected) {
            Move move = byStatement.get(one.said().statementId());
            if (move != null
                    && one.allowed()
                    && move.from().equals(one.said().themeId())
                    && !move.from().equals(move.to())) {
                moves.put(move.statementId(), move);
            }
        }
        return moves;
    }
}

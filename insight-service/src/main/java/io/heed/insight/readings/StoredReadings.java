package io.heed.insight.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.type.TypeReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Facets;
import io.heed.contracts.JourneyStage;
import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;
import io.heed.contracts.SignalKind;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.SilentReason;
import io.heed.contracts.StatementMove;
import io.heed.contracts.StatementReading;
import io.heed.insight.store.JsonColumn;
import io.heed.insight.store.Rows;

/** Writes next versions of readings whose statements have changed, and makes the events that tell of them. */
final class StoredReadings {

    private static final TypeReference<Map<String, String>> SEGMENTS = new TypeReference<>() {};
    private static final TypeReference<List<StatementMove>> MOVES = new TypeReference<>() {};

    /** The readings of these signals in their next version, as they are told; in the order of the signals' ids. */
    List<SignalUnderstood> nextVersions(Handle transaction, Collection<UUID> signals, Instant now) {
        UUID[] ids = signals.toArray(UUID[]::new);
        Map<UUID, List<StatementReading>> statements = new HashMap<>();
        transaction
                .createQuery("""
                        SELECT id, signal_id, theme_id, reason, similarity, sentiment, severity, moves
                        FROM statements WHERE signal_id = ANY(:ids)
                        ORDER BY signal_id, starts, id
                        """)
                .bindByType("ids", ids, UUID[].class)
                .map((row, context) -> Map.entry(Rows.uuid(row, "signal_id"), statement(row)))
                .forEach(one -> statements
                        .computeIfAbsent(one.getKey(), unseen -> new ArrayList<>())
                        .add(one.getValue()));
        return transaction
                .createQuery("""
                        WITH told AS (
                            UPDATE readings SET version = version + 1, understood_at = :now
                            WHERE signal_id = ANY(:ids)
                            RETURNING *)
                        SELECT * FROM told ORDER BY signal_id
                        """)
                .bind("now", now)
                .bindByType("ids", ids, UUID[].class)
                .map((row, context) -> {
                    UUID signal = Rows.uuid(row, "signal_id");
                    return new SignalUnderstood(
                            signal,
                            row.getLong("version"),
                            Rows.instant(row, "understood_at"),
                            facets(row),
                            statements.getOrDefault(signal, List.of()));
                })
                .list();
    }

    private static StatementReading statement(ResultSet row) throws SQLException {
        return new StatementReading(
                Rows.uuid(row, "id"),
                row.getObject("theme_id", UUID.class),
                reason(row.getString("reason")),
                row.getObject("similarity", Double.class),
                row.getInt("sentiment") / 100.0,
                row.getInt("severity") / 100.0,
                moves(row));
    }

    private static Facets facets(ResultSet row) throws SQLException {
        @Nullable String scale = row.getString("rating_scale");
        @Nullable String stage = row.getString("stage");
        return new Facets(
                valueOf(SignalKind.class, row.getString("kind")),
                row.getString("channel"),
                row.getString("source"),
                row.getString("site"),
                row.getString("touchpoint"),
                stage == null ? null : valueOf(JourneyStage.class, stage),
                JsonColumn.read(row.getString("segments"), SEGMENTS),
                scale == null ? null : new Rating(valueOf(RatingScale.class, scale), row.getInt("rating")),
                row.getString("customer_ref"),
                row.getString("language"),
                Rows.instant(row, "occurred_at"),
                Rows.instant(row, "received_at"),
                row.getBoolean("reply_wanted"),
                valueOf(Obligation.class, row.getString("obligation")));
    }

    /** How a statement came into its theme; null where it was put there at once. */
    static @Nullable List<StatementMove> moves(ResultSet row) throws SQLException {
        @Nullable String moves = row.getString("moves");
        return moves == null ? null : JsonColumn.read(moves, MOVES);
    }

    static @Nullable SilentReason reason(@Nullable String stored) {
        return stored == null ? null : valueOf(SilentReason.class, stored);
    }

    private static <E extends Enum<E>> E valueOf(Class<E> type, String stored) {
        return Enum.valueOf(type, stored.toUpperCase(Locale.ROOT));
    }
}

package io.heed.insight.readings;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Facets;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.statements.Statement;
import io.heed.insight.store.BinaryCopy;
import io.heed.insight.store.JsonColumn;
import io.heed.insight.themes.SharedThemeSpace;

/** The tables of readings and statements, and the list of what was erased. */
final class ReadingStore {

    private static final List<String> READING = List.of(
            "signal_id",
            "version",
            "understood_at",
            "external_id",
            "has_words",
            "kind",
            "channel",
            "source",
            "site",
            "touchpoint",
            "stage",
            "segments",
            "rating_scale",
            "rating",
            "customer_ref",
            "language",
            "occurred_at",
            "occurred_on",
            "received_at",
            "reply_wanted",
            "obligation");

    private static final List<String> STATEMENT = List.of(
            "id",
            "signal_id",
            "starts",
            "ends",
            "text",
            "theme_id",
            "reason",
            "similarity",
            "sentiment",
            "severity",
            "moves",
            "encoder",
            "vector");

    private static final String ATTACH = """
            UPDATE statements SET starts = ?, ends = ?, text = ?, encoder = ?, vector = ? WHERE id = ?
            """;

    private static final String MOVE = """
            UPDATE statements
            SET theme_id = ?, reason = ?, similarity = ?, sentiment = ?, severity = ?, moves = ?::jsonb
            WHERE id = ?
            """;

    private final SharedThemeSpace space;
    private final ZoneId zone;

    /**
     * @param space open whenever vectors are read or written
     * @param zone decides which day an occurrence belongs to
     */
    ReadingStore(SharedThemeSpace space, ZoneId zone) {
        this.space = space;
        this.zone = zone;
    }

    /** What is known of these signals; those never heard of are left out. */
    Map<UUID, Standing> standings(Handle handle, Collection<UUID> signals) {
        Map<UUID, Standing> standings = new HashMap<>();
        if (signals.isEmpty()) {
            return standings;
        }
        handle.createQuery("""
                        SELECT signal_id, CASE WHEN has_words THEN 'READ' ELSE 'AWAITS_WORDS' END
                        FROM readings WHERE signal_id = ANY(:ids)
                        UNION ALL
                        SELECT signal_id, 'ERASED' FROM erased WHERE signal_id = ANY(:ids)
                        """)
                .bindByType("ids", signals.toArray(UUID[]::new), UUID[].class)
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), Standing.valueOf(row.getString(2))))
                .forEach(known -> standings.put(known.getKey(), known.getValue()));
        return standings;
    }

    /** The stored statements of these signals; the space is open. */
    Map<UUID, List<Placed>> placed(Handle handle, Collection<UUID> signals) {
        Map<UUID, List<Placed>> placed = new HashMap<>();
        if (signals.isEmpty()) {
            return placed;
        }
        handle.createQuery(
                        "SELECT id, signal_id, theme_id, encoder, vector FROM statements WHERE signal_id = ANY(:ids)")
                .bindByType("ids", signals.toArray(UUID[]::new), UUID[].class)
                .map((row, context) -> Placed.of(row, space))
                .forEach(one -> placed.computeIfAbsent(one.signalId(), unseen -> new ArrayList<>())
                        .add(one));
        return placed;
    }

    /** Stores readings with the words they were made from. */
    void insert(Handle transaction, Collection<NewReading> readings) throws SQLException {
        BinaryCopy rows = new BinaryCopy("readings", READING);
        BinaryCopy statements = new BinaryCopy("statements", STATEMENT);
        for (NewReading reading : readings) {
            SignalUnderstood event = reading.event();
            reading(rows, event, reading.signal().signal().externalId(), true, reading.occurredOn());
            for (int i = 0; i < event.statements().size(); i++) {
                ReadStatement read = reading.signal().statements().get(i);
                statement(statements, event.signalId(), event.statements().get(i), read.statement(), read.vector());
            }
        }
        Connection connection = transaction.getConnection();
        rows.into(connection);
        statements.into(connection);
    }

    /** The versions of the readings that are known. */
    Map<UUID, Long> versions(Handle handle, Collection<UUID> signals) {
        Map<UUID, Long> versions = new HashMap<>();
        handle.createQuery("SELECT signal_id, version FROM readings WHERE signal_id = ANY(:ids)")
                .bindByType("ids", signals.toArray(UUID[]::new), UUID[].class)
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .forEach(known -> versions.put(known.getKey(), known.getValue()));
        return versions;
    }

    /** Stores readings that came back from their topic, without words. */
    void restore(Handle transaction, Collection<SignalUnderstood> readings) throws SQLException {
        BinaryCopy rows = new BinaryCopy("readings", READING);
        BinaryCopy statements = new BinaryCopy("statements", STATEMENT);
        for (SignalUnderstood event : readings) {
            reading(rows, event, null, false, LocalDate.ofInstant(event.facets().occurredAt(), zone));
            for (StatementReading statement : event.statements()) {
                statement(statements, event.signalId(), statement, null, null);
            }
        }
        Connection connection = transaction.getConnection();
        rows.into(connection);
        statements.into(connection);
    }

    /** Takes over a later version of a reading, whose words stay as they are. */
    void move(Handle transaction, SignalUnderstood event) throws SQLException {
        transaction
                .createUpdate("UPDATE readings SET version = :version, understood_at = :at WHERE signal_id = :id")
                .bind("version", event.version())
                .bind("at", event.understoodAt())
                .bind("id", event.signalId())
                .execute();
        try (PreparedStatement update = transaction.getConnection().prepareStatement(MOVE)) {
            for (StatementReading statement : event.statements()) {
                update.setObject(1, statement.themeId());
                update.setString(2, name(statement.reason()));
                update.setObject(3, statement.similarity());
                update.setInt(4, (int) Math.rint(statement.sentiment() * 100));
                update.setInt(5, (int) Math.rint(statement.severity() * 100));
                update.setString(6, moves(statement));
                update.setObject(7, statement.id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void reading(
            BinaryCopy rows,
            SignalUnderstood event,
            @Nullable String externalId,
            boolean hasWords,
            LocalDate occurredOn) {
        Facets facets = event.facets();
        rows.row()
                .uuid(event.signalId())
                .int8(event.version())
                .timestamp(event.understoodAt())
                .text(externalId)
                .bool(hasWords)
                .text(name(facets.kind()))
                .text(facets.channel())
                .text(facets.source())
                .text(facets.site())
                .text(facets.touchpoint())
                .text(name(facets.stage()))
                .jsonb(segments(facets.segments()))
                .text(facets.rating() == null ? null : name(facets.rating().scale()))
                .int4(facets.rating() == null ? null : facets.rating().value())
                .text(facets.customerRef())
                .text(facets.language())
                .timestamp(facets.occurredAt())
                .date(occurredOn)
                .timestamp(facets.receivedAt())
                .bool(facets.replyWanted())
                .text(name(facets.obligation()));
    }

    private void statement(
            BinaryCopy rows,
            UUID signalId,
            StatementReading reading,
            @Nullable Statement words,
            @Nullable GridVector vector) {
        rows.row()
                .uuid(reading.id())
                .uuid(signalId)
                .int4(words == null ? null : words.start())
                .int4(words == null ? null : words.end())
                .text(words == null ? null : words.text())
                .uuid(reading.themeId())
                .text(name(reading.reason()))
                .float8(reading.similarity())
                .int2((int) Math.rint(reading.sentiment() * 100))
                .int2((int) Math.rint(reading.severity() * 100))
                .jsonb(moves(reading))
                .text(vector == null ? null : space.version())
                .bytes(vector == null ? null : vector.toBytes());
    }

    /** Gives a restored reading its words back, as far as its statements are among {@code kept}. */
    void attach(Handle transaction, ReadSignal read, Set<UUID> kept, Map<UUID, GridVector> vectors)
            throws SQLException {
        transaction
                .createUpdate("UPDATE readings SET has_words = true, external_id = :external WHERE signal_id = :id")
                .bind("external", read.signal().externalId())
                .bind("id", read.signal().id())
                .execute();
        try (PreparedStatement update = transaction.getConnection().prepareStatement(ATTACH)) {
            for (ReadStatement statement : read.statements()) {
                Statement words = statement.statement();
                if (!kept.contains(words.id())) {
                    continue;
                }
                GridVector vector = vectors.get(words.id());
                update.setInt(1, words.start());
                update.setInt(2, words.end());
                update.setString(3, words.text());
                update.setString(4, vector == null ? null : space.version());
                update.setBytes(5, vector == null ? null : vector.toBytes());
                update.setObject(6, words.id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Removes readings and statements, keeping nothing but the ids. */
    void erase(Handle transaction, Collection<UUID> signals) {
        UUID[] ids = signals.toArray(UUID[]::new);
        for (String sql : List.of(
                "DELETE FROM statements WHERE signal_id = ANY(:ids)",
                "DELETE FROM readings WHERE signal_id = ANY(:ids)",
                "INSERT INTO erased (signal_id) SELECT unnest(:ids) ON CONFLICT DO NOTHING")) {
            transaction.createUpdate(sql).bindByType("ids", ids, UUID[].class).execute();
        }
    }

    private static String segments(Map<String, String> segments) {
        return segments.isEmpty() ? "{}" : JsonColumn.write(segments);
    }

    private static @Nullable String moves(StatementReading statement) {
        return statement.moves() == null ? null : JsonColumn.write(statement.moves());
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}

package io.heed.feedback.timeline;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionStanding;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.EventJson;
import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;
import io.heed.contracts.SignalReceived;

/** Reads signals together with what became of them: a few statements for a page, however many signals it has. */
@Singleton
public class StoryStore {

    private static final String SELECT = """
            SELECT s.id, s.event, p.understood_at, p.theme_ids, p.standing
            FROM signals s LEFT JOIN progress p ON p.signal_id = s.id
            """;

    /** {@link SignalStory#status()} as SQL; the names are those of the enum. */
    private static final String STATUS = """
            CASE
                WHEN p.answered THEN 'ANSWERED'
                WHEN EXISTS (
                    SELECT FROM unnest(p.action_ids) AS b (id) LEFT JOIN actions a ON a.id = b.id
                    WHERE a.status IS DISTINCT FROM 'DISMISSED') THEN 'IN_ACTION'
                WHEN p.understood_at IS NOT NULL THEN 'UNDERSTOOD'
                ELSE 'ACCEPTED'
            END
            """;

    private record Row(
            UUID id,
            SignalReceived signal,
            @Nullable Instant understoodAt,
            List<UUID> themeIds,
            List<ActionStanding> standing) {}

    private final ObjectMapper json = EventJson.mapper();

    /** The signal of this id; empty while it is not remembered, or after it was erased. */
    public Optional<SignalStory> find(Handle handle, UUID id) {
        try (Query query = handle.createQuery(SELECT + "WHERE s.id = :id").bind("id", id)) {
            return stories(handle, query.map((row, context) -> row(row)).list()).stream()
                    .findFirst();
        }
    }

    /** At most that many signals, newest received first, from the beginning or after another. */
    public List<SignalStory> list(Handle handle, StoryFilter filter, StoryFilter.@Nullable After after, int limit) {
        Conditions conditions = new Conditions();
        conditions.add("s.source = :source", "source", filter.source());
        conditions.add("s.channel = :channel", "channel", filter.channel());
        conditions.add("s.kind = :kind", "kind", filter.kind());
        conditions.add("s.site = :site", "site", filter.site());
        conditions.add("s.submitter = :submitter", "submitter", filter.submitter());
        conditions.add("s.occurred_at >= :from", "from", utc(filter.from()));
        conditions.add("s.occurred_at < :to", "to", utc(filter.to()));
        conditions.add("s.search @@ websearch_to_tsquery('simple', :words)", "words", filter.words());
        conditions.add("p.theme_ids @> ARRAY[:theme]", "theme", filter.theme());
        conditions.add(
                STATUS + " = :status",
                "status",
                filter.status() == null ? null : filter.status().name());
        if (after != null) {
            conditions.add("(s.received_at, s.id) < (:receivedAt, :id)", "receivedAt", utc(after.receivedAt()));
            conditions.bind("id", after.id());
        }
        try (Query query = handle.createQuery(
                SELECT + conditions.where() + "ORDER BY s.received_at DESC, s.id DESC LIMIT :limit")) {
            query.bindMap(conditions.bindings()).bind("limit", limit);
            return stories(handle, query.map((row, context) -> row(row)).list());
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private List<SignalStory> stories(Handle handle, List<Row> rows) {
        Map<UUID, String> labels = labels(
                handle,
                rows.stream().flatMap(row -> row.themeIds.stream()).distinct().toArray(UUID[]::new));
        Map<UUID, SignalStory.ActionMoves> moves = moves(
                handle,
                rows.stream()
                        .flatMap(row -> row.standing.stream())
                        .map(ActionStanding::actionId)
                        .distinct()
                        .toArray(UUID[]::new));
        Map<UUID, List<SignalStory.Conflict>> conflicts =
                conflicts(handle, rows.stream().map(Row::id).toArray(UUID[]::new));
        return rows.stream()
                .map(row -> new SignalStory(
                        row.signal,
                        row.understoodAt,
                        row.themeIds.stream()
                                .map(id -> new ThemeLabel(id, labels.getOrDefault(id, "")))
                                .toList(),
                        row.standing,
                        moves,
                        conflicts.getOrDefault(row.id, List.of())))
                .toList();
    }

    private static Map<UUID, String> labels(Handle handle, UUID[] ids) {
        if (ids.length == 0) {
            return Map.of();
        }
        try (Query query = handle.createQuery("SELECT id, label FROM themes WHERE id = ANY (?)")) {
            return query.bind(0, ids)
                    .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    private static Map<UUID, SignalStory.ActionMoves> moves(Handle handle, UUID[] ids) {
        if (ids.length == 0) {
            return Map.of();
        }
        try (Query query =
                handle.createQuery("SELECT id, status, accepted_at, closed_at FROM actions WHERE id = ANY (?)")) {
            return query.bind(0, ids)
                    .map((row, context) -> Map.entry(
                            row.getObject(1, UUID.class),
                            new SignalStory.ActionMoves(
                                    ActionStatus.valueOf(row.getString(2)), instant(row, 3), instant(row, 4))))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    private static Map<UUID, List<SignalStory.Conflict>> conflicts(Handle handle, UUID[] ids) {
        if (ids.length == 0) {
            return Map.of();
        }
        try (Query query = handle.createQuery("""
                SELECT signal_id, at, principal_kind, principal_subject FROM conflicts WHERE signal_id = ANY (?)
                ORDER BY at, fingerprint
                """)) {
            return query.bind(0, ids)
                    .map((row, context) -> Map.entry(
                            row.getObject(1, UUID.class),
                            new SignalStory.Conflict(
                                    row.getObject(2, OffsetDateTime.class).toInstant(),
                                    new Principal(PrincipalKind.valueOf(row.getString(3)), row.getString(4)))))
                    .collect(Collectors.groupingBy(
                            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        }
    }

    private Row row(ResultSet row) throws SQLException {
        Array themes = row.getArray("theme_ids");
        String standing = row.getString("standing");
        try {
            return new Row(
                    row.getObject("id", UUID.class),
                    json.readValue(row.getString("event"), SignalReceived.class),
                    instant(row, "understood_at"),
                    themes == null ? List.of() : Arrays.asList((UUID[]) themes.getArray()),
                    standing == null ? List.of() : List.of(json.readValue(standing, ActionStanding[].class)));
        } catch (JsonProcessingException damaged) {
            // without the cause: its message would carry what was written
            throw new IllegalStateException("a stored signal can't be read");
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

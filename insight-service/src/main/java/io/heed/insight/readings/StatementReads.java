package io.heed.insight.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.SilentReason;
import io.heed.insight.store.Rows;

/** Reads statements for those who ask over HTTP. */
final class StatementReads {

    /** Where a page of a theme's statements ended. */
    record Place(double similarity, UUID statementId) {}

    private static final String SELECT = """
            SELECT id, signal_id, external_id, text, theme_id, reason, similarity, sentiment, severity,
                language, starts, ends, occurred_at
            FROM statements JOIN readings USING (signal_id)
            """;

    /** All of them, fetched by so many at a time; to be closed. */
    Stream<StatementView> all(Handle handle, int fetch) {
        return handle
                .createQuery(SELECT + "ORDER BY statements.signal_id, starts")
                .setFetchSize(fetch)
                .map((row, context) -> view(row))
                .stream();
    }

    /** Counted by themes' own counts and an index, so that a table of millions need not be read. */
    SilenceView silence(Handle handle) {
        Map<SilentReason, Long> silent = new EnumMap<>(SilentReason.class);
        for (SilentReason reason : SilentReason.values()) {
            silent.put(reason, 0L);
        }
        handle.createQuery("SELECT reason, count(*) FROM statements WHERE reason IS NOT NULL GROUP BY reason")
                .map((row, context) -> Map.entry(reason(row.getString(1)), row.getLong(2)))
                .forEach(counted -> silent.put(counted.getKey(), counted.getValue()));
        long themed = handle.createQuery("SELECT coalesce(sum(statements), 0) FROM themes")
                .mapTo(Long.class)
                .one();
        long unthemed = silent.values().stream().mapToLong(Long::longValue).sum();
        return new SilenceView(themed + unthemed, silent);
    }

    private static SilentReason reason(String stored) {
        return SilentReason.valueOf(stored.toUpperCase(Locale.ROOT));
    }

    boolean isTheme(Handle handle, UUID theme) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM themes WHERE id = :id)")
                .bind("id", theme)
                .mapTo(Boolean.class)
                .one();
    }

    List<StatementView> ofTheme(Handle handle, UUID theme, int limit, @Nullable Place after) {
        return handle.createQuery(SELECT + """
                        WHERE theme_id = :theme
                            AND (:after::double precision IS NULL
                                OR similarity < :after::double precision
                                OR (similarity = :after::double precision AND id > :afterId::uuid))
                        ORDER BY similarity DESC, id
                        LIMIT :limit
                        """)
                .bind("theme", theme)
                .bindByType("after", after == null ? null : after.similarity(), Double.class)
                .bindByType("afterId", after == null ? null : after.statementId(), UUID.class)
                .bind("limit", limit)
                .map((row, context) -> view(row))
                .list();
    }

    private static StatementView view(ResultSet row) throws SQLException {
        return new StatementView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "signal_id"),
                row.getString("external_id"),
                row.getString("text"),
                row.getObject("theme_id", UUID.class),
                StoredReadings.reason(row.getString("reason")),
                row.getObject("similarity", Double.class),
                row.getInt("sentiment") / 100.0,
                row.getInt("severity") / 100.0,
                row.getString("language"),
                row.getObject("starts", Integer.class),
                row.getObject("ends", Integer.class),
                Rows.instant(row, "occurred_at"));
    }
}

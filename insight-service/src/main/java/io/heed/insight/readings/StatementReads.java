package io.heed.insight.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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

package io.heed.action.opening;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.readings.StoredFacets;
import io.heed.contracts.Facets;

/** Goes through what was understood, row by row: a year of it need not fit into memory. */
@ApplicationScoped
class PastStore {

    private static final int ROWS_AT_ONCE = 1_000;

    private final StoredFacets stored = new StoredFacets();

    /** A statement of a theme. */
    record Voice(DryRun.ThemeName theme, String person, double sentiment, Instant occurredAt, Instant receivedAt) {}

    /**
     * A signal.
     *
     * @param severity of its gravest statement, 0…1; below 0 where it has none
     */
    record PastSignal(UUID id, Facets facets, double severity) {}

    /**
     * Every statement that may count for an improvement: theme by theme, in the order in which they were received.
     *
     * @param occurredSince what occurred before never counts
     * @param start what an improvement covers that was opened before does not count
     */
    void eachVoice(Handle transaction, Instant occurredSince, Instant start, Consumer<Voice> consumer) {
        transaction
                .createQuery("""
                        WITH covered AS (
                            SELECT theme_id, max(coalesce(closed_at, 'infinity')) AS until
                              FROM actions
                             WHERE kind = 'IMPROVEMENT' AND opened_at <= :start
                             GROUP BY theme_id
                        )
                        SELECT statements.theme_id, themes.label, statements.person,
                               statements.sentiment::float8 AS sentiment,
                               statements.occurred_at, statements.received_at
                          FROM statements
                          JOIN themes ON themes.id = statements.theme_id
                          LEFT JOIN covered ON covered.theme_id = statements.theme_id
                         WHERE statements.occurred_at > :since
                           AND themes.version > 0 AND themes.state <> 'MERGED'
                           AND (covered.until IS NULL OR statements.received_at > covered.until)
                         ORDER BY statements.theme_id, statements.received_at
                        """)
                .bind("since", occurredSince)
                .bind("start", start)
                .setFetchSize(ROWS_AT_ONCE)
                .map((row, context) -> new Voice(
                        new DryRun.ThemeName(row.getObject("theme_id", UUID.class), row.getString("label")),
                        row.getString("person"),
                        row.getDouble("sentiment"),
                        instant(row, "occurred_at"),
                        instant(row, "received_at")))
                .forEach(consumer);
    }

    /**
     * Every signal that was received after a time, the latest first. Its severity is the number that came: 0.7 is 0.7, which
     * four bytes do not hold.
     */
    void eachSignal(Handle transaction, Instant receivedAfter, Consumer<PastSignal> consumer) {
        transaction
                .createQuery("""
                        SELECT readings.signal_id, readings.facets,
                               coalesce(greatest(worst.severity::numeric::float8, silent.severity), -1) AS severity
                          FROM readings
                          LEFT JOIN (SELECT signal_id, max(severity) AS severity FROM statements
                                      WHERE received_at > :after GROUP BY signal_id) AS worst
                            ON worst.signal_id = readings.signal_id
                          LEFT JOIN silent_severities AS silent ON silent.signal_id = readings.signal_id
                         WHERE readings.received_at > :after
                         ORDER BY readings.received_at DESC, readings.signal_id
                        """)
                .bind("after", receivedAfter)
                .setFetchSize(ROWS_AT_ONCE)
                .map((row, context) -> new PastSignal(
                        row.getObject("signal_id", UUID.class),
                        stored.read(row.getString("facets")),
                        row.getDouble("severity")))
                .forEach(consumer);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

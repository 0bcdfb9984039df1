package io.heed.action.loop;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

/** Counts and measures the loop, in PostgreSQL. */
@ApplicationScoped
class LoopStore {

    LoopHealth health(Handle transaction, Instant now) {
        return new LoopHealth(
                count(
                        transaction,
                        "SELECT count(*) FROM (SELECT signal_id FROM received UNION SELECT signal_id FROM readings) AS known"),
                count(transaction, "SELECT count(*) FROM readings"),
                count(transaction, "SELECT count(DISTINCT signal_id) FROM links"),
                count(transaction, "SELECT count(DISTINCT signal_id) FROM links WHERE answered_at IS NOT NULL"),
                spread(transaction, "SELECT owned_at - opened_at AS took FROM actions WHERE owned_at IS NOT NULL"),
                spread(
                        transaction,
                        "SELECT closed_at - opened_at AS took FROM actions WHERE status IN ('COMPLETED', 'VERIFIED')"),
                spread(transaction, """
                        SELECT min(answered_at) - min(received_at) AS took FROM links
                         WHERE answered_at IS NOT NULL GROUP BY signal_id
                        """),
                transaction.createQuery("""
                                SELECT count(*) FROM actions
                                 WHERE closed_at IS NULL
                                   AND (complete_by < :now OR (accepted_at IS NULL AND accept_by < :now))
                                """).bind("now", now).mapTo(Long.class).one(),
                count(transaction, "SELECT count(DISTINCT action_id) FROM history WHERE what = 'REOPENED'"));
    }

    private static long count(Handle transaction, String sql) {
        return transaction.createQuery(sql).mapTo(Long.class).one();
    }

    private static LoopHealth.Spread spread(Handle transaction, String durations) {
        return transaction
                .createQuery("""
                        SELECT count(*) AS n,
                               percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM took)::float8) AS median,
                               percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM took)::float8) AS p90
                          FROM (%s) AS durations
                        """.formatted(durations))
                .map(row -> new LoopHealth.Spread(
                        row.getColumn("n", Long.class),
                        row.getColumn("median", Double.class),
                        row.getColumn("p90", Double.class)))
                .one();
    }
}

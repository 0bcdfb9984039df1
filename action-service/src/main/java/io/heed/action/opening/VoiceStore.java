package io.heed.action.opening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

/** Counts the people behind themes. */
@ApplicationScoped
class VoiceStore {

    /**
     * The voices of those themes whose mood is bad enough; of the others, which may be large and stay as they are, nobody
     * is counted. Whom a closed improvement has answered of a theme that is part of one of these by now is not counted
     * again.
     *
     * @param receivedAfter theme to the time up to which an earlier improvement covers what was received
     * @param occurredSince the window's beginning
     * @param sentimentAtMost the mean that is bad enough, −1…1
     */
    List<Voices> count(
            Handle transaction, Map<UUID, Instant> receivedAfter, Instant occurredSince, double sentimentAtMost) {
        if (receivedAfter.isEmpty()) {
            return List.of();
        }
        List<UUID> themes = new ArrayList<>();
        List<String> after = new ArrayList<>();
        receivedAfter.forEach((theme, time) -> {
            themes.add(theme);
            after.add(time.toString());
        });
        return transaction
                .createQuery("""
                        WITH wanted AS (
                            SELECT theme_id, after FROM unnest(:themes, :after::timestamptz[]) AS w (theme_id, after)
                        ), answered AS MATERIALIZED (
                            SELECT wanted.theme_id, signal_id
                              FROM wanted CROSS JOIN LATERAL answered_in_parts(wanted.theme_id) AS signal_id
                        ), heard AS NOT MATERIALIZED (
                            SELECT wanted.theme_id, person, sentiment
                              FROM wanted JOIN statements ON statements.theme_id = wanted.theme_id
                             WHERE statements.occurred_at > :since AND statements.received_at > wanted.after
                               AND NOT EXISTS (SELECT FROM answered
                                                WHERE answered.theme_id = wanted.theme_id
                                                  AND answered.signal_id = statements.signal_id)
                        ), mood AS (
                            SELECT theme_id, avg(sentiment) AS sentiment FROM heard GROUP BY theme_id
                        )
                        SELECT mood.theme_id, mood.sentiment,
                               (SELECT count(DISTINCT person) FROM heard
                                 WHERE heard.theme_id = mood.theme_id) AS people
                          FROM mood
                         WHERE mood.sentiment <= :most
                         ORDER BY mood.theme_id
                        """)
                .bind("most", sentimentAtMost)
                .bindArray("themes", UUID.class, themes)
                .bindArray("after", String.class, after)
                .bind("since", occurredSince)
                .map(row -> new Voices(
                        row.getColumn("theme_id", UUID.class),
                        row.getColumn("people", Long.class),
                        row.getColumn("sentiment", Double.class)))
                .list();
    }
}

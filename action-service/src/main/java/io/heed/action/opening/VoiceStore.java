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
     * The voices of themes.
     *
     * @param receivedAfter theme to the time up to which an earlier improvement covers what was received
     * @param occurredSince the window's beginning
     */
    List<Voices> count(Handle transaction, Map<UUID, Instant> receivedAfter, Instant occurredSince) {
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
                        SELECT wanted.theme_id, count(DISTINCT person) AS people, avg(sentiment) AS sentiment
                          FROM unnest(:themes, :after::timestamptz[]) AS wanted (theme_id, after)
                          JOIN statements ON statements.theme_id = wanted.theme_id
                         WHERE statements.occurred_at > :since AND statements.received_at > wanted.after
                         GROUP BY wanted.theme_id
                         ORDER BY wanted.theme_id
                        """)
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

package io.heed.action.ownership;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

/** Reads what is typical of a theme's signals: each facet's value that more than half of them carry. */
@ApplicationScoped
public class ThemeTraits {

    /** The traits of a theme by its signals since a time of occurrence; its label is not among them. */
    public Traits of(Handle transaction, UUID themeId, Instant occurredSince) {
        Map<String, List<String>> values = new HashMap<>();
        transaction
                .createQuery("""
                        WITH signals AS MATERIALIZED (
                            SELECT facets FROM readings
                             WHERE signal_id IN (SELECT signal_id FROM statements
                                                  WHERE theme_id = :theme AND occurred_at > :since)
                        ), carried AS (
                            SELECT part.key AS attribute, part.value
                              FROM signals CROSS JOIN jsonb_each_text(facets) AS part
                             WHERE part.key IN ('kind', 'channel', 'site', 'touchpoint', 'stage', 'language')
                            UNION ALL
                            SELECT 'segment.' || part.key, part.value
                              FROM signals CROSS JOIN jsonb_each_text(facets -> 'segments') AS part
                        )
                        SELECT attribute, value
                          FROM carried
                         GROUP BY attribute, value
                        HAVING count(*) * 2 > (SELECT count(*) FROM signals)
                        """)
                .bind("theme", themeId)
                .bind("since", occurredSince)
                .map(row -> Map.entry(row.getColumn("attribute", String.class), row.getColumn("value", String.class)))
                .forEach(entry -> values.put(entry.getKey(), List.of(entry.getValue())));
        return new Traits(values);
    }
}

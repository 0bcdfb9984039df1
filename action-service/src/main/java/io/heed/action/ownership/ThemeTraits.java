package io.heed.action.ownership;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

/** Reads what is typical of a theme's signals: each facet's value that more than half of them carry. */
@ApplicationScoped
public class ThemeTraits {

    /**
     * The traits of themes by their signals since a time of occurrence. Their labels are not among them, and a theme that
     * has none is left out.
     *
     * @param attributes those that are asked for, as patterns name them
     */
    public Map<UUID, Traits> of(
            Handle transaction, Collection<UUID> themes, Instant occurredSince, Collection<String> attributes) {
        if (themes.isEmpty() || attributes.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Map<String, List<String>>> values = new HashMap<>();
        transaction
                .createQuery("""
                        WITH signals AS MATERIALIZED (
                            SELECT spoken.theme_id, readings.facets
                              FROM (SELECT DISTINCT theme_id, signal_id FROM statements
                                     WHERE theme_id = ANY (:themes) AND occurred_at > :since) AS spoken
                              JOIN readings ON readings.signal_id = spoken.signal_id
                        ), total AS (
                            SELECT theme_id, count(*) AS signals FROM signals GROUP BY theme_id
                        ), carried AS (
                            SELECT signals.theme_id, wanted.attribute,
                                   CASE WHEN wanted.attribute LIKE 'segment.%'
                                        THEN signals.facets -> 'segments' ->> substr(wanted.attribute, 9)
                                        ELSE signals.facets ->> wanted.attribute END AS value
                              FROM signals CROSS JOIN unnest(:attributes) AS wanted (attribute)
                        )
                        SELECT carried.theme_id, carried.attribute, carried.value
                          FROM carried JOIN total ON total.theme_id = carried.theme_id
                         WHERE carried.value IS NOT NULL
                         GROUP BY carried.theme_id, carried.attribute, carried.value, total.signals
                        HAVING count(*) * 2 > total.signals
                        """)
                .bindArray("attributes", String.class, attributes)
                .bindArray("themes", UUID.class, themes)
                .bind("since", occurredSince)
                .map(row -> new Carried(
                        row.getColumn("theme_id", UUID.class),
                        row.getColumn("attribute", String.class),
                        row.getColumn("value", String.class)))
                .forEach(carried -> values.computeIfAbsent(carried.theme(), theme -> new HashMap<>())
                        .put(carried.attribute(), List.of(carried.value())));
        Map<UUID, Traits> traits = new HashMap<>();
        values.forEach((theme, carried) -> traits.put(theme, new Traits(carried)));
        return traits;
    }

    private record Carried(UUID theme, String attribute, String value) {}
}

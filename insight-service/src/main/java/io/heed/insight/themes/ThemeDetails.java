package io.heed.insight.themes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.LineageStep;

/** What is read of a theme only where it alone is asked for. */
final class ThemeDetails {

    private static final String BEHIND = """
            WITH behind AS (
                SELECT * FROM readings
                WHERE signal_id IN (SELECT signal_id FROM statements WHERE theme_id = :theme))
            """;

    private record Told(UUID by, LineageStep step) {}

    private ThemeDetails() {}

    static ThemeView add(Handle handle, ThemeView view) {
        return new ThemeView(
                view.id(),
                view.label(),
                view.keywords(),
                view.state(),
                view.signals(),
                view.statements(),
                view.people(),
                view.sentiment(),
                view.trend(),
                view.priority(),
                view.quotes(),
                shares(handle, view.id(), """
                        SELECT segment.key, segment.value, count(*)
                        FROM behind CROSS JOIN LATERAL jsonb_each_text(segments) AS segment
                        GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
                        """),
                shares(handle, view.id(), """
                        SELECT part.name, part.value, count(*)
                        FROM behind CROSS JOIN LATERAL (
                            VALUES ('stage', stage), ('touchpoint', touchpoint)) AS part (name, value)
                        WHERE part.value IS NOT NULL
                        GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
                        """),
                view.firstSeen(),
                view.lastSeen(),
                language(handle, view.id()),
                view.labelledBy(),
                view.heldAt(),
                view.keptApart(),
                lineage(handle, view));
    }

    /** What it tells itself, and what other themes tell of it. */
    private static List<ThemeView.LineageEntry> lineage(Handle handle, ThemeView view) {
        List<ThemeView.LineageEntry> lineage = new ArrayList<>(view.lineage());
        handle
                .createQuery("""
                        SELECT id, curation FROM themes
                        WHERE curation IS NOT NULL AND curation -> 'lineage' @> :this::jsonb
                        """)
                .bind("this", "[{\"themeId\": \"" + view.id() + "\"}]")
                .map((row, context) -> {
                    UUID by = row.getObject("id", UUID.class);
                    var curation = ThemeColumns.curation(row.getString("curation"));
                    return curation == null
                            ? List.<Told>of()
                            : curation.lineage().stream()
                                    .map(step -> new Told(by, step))
                                    .toList();
                })
                .list()
                .stream()
                .flatMap(List::stream)
                .filter(told -> view.id().equals(told.step().themeId()))
                .flatMap(told -> ThemeView.LineageEntry.toldBy(told.by(), told.step()).stream())
                .forEach(lineage::add);
        lineage.sort(
                Comparator.comparing(ThemeView.LineageEntry::at, Comparator.nullsFirst(Comparator.naturalOrder())));
        return lineage;
    }

    private static Map<String, Map<String, Long>> shares(Handle handle, UUID theme, String select) {
        Map<String, Map<String, Long>> shares = new TreeMap<>();
        handle.createQuery(BEHIND + select)
                .bind("theme", theme)
                .map((row, context) -> {
                    shares.computeIfAbsent(row.getString(1), unseen -> new LinkedHashMap<>())
                            .put(row.getString(2), row.getLong(3));
                    return true;
                })
                .list();
        return shares;
    }

    private static @Nullable String language(Handle handle, UUID theme) {
        return handle.createQuery(BEHIND + """
                        SELECT language FROM behind WHERE language IS NOT NULL
                        GROUP BY language ORDER BY count(*) DESC, language LIMIT 1
                        """)
                .bind("theme", theme)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }
}

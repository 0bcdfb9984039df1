package io.heed.insight.themes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Priority;
import io.heed.contracts.ThemeCounts;
import io.heed.insight.store.Rows;

/** A stored theme with the figures that its state, trend and priority follow from. */
record StandingTheme(Theme theme, ThemeFigures figures, boolean countsChanged, boolean labelChanged) {

    private static final String SELECT = """
            SELECT themes.*, improvement, days, day_signals
            FROM themes
            LEFT JOIN LATERAL (
                SELECT standing AS improvement FROM improvements
                WHERE theme_id = themes.id ORDER BY opened_at DESC, action_id LIMIT 1) AS latest ON true
            LEFT JOIN LATERAL (
                SELECT array_agg(day ORDER BY day) AS days, array_agg(theme_days.signals ORDER BY day) AS day_signals
                FROM theme_days
                WHERE theme_id = themes.id AND day > :today::date - %d AND day <= :today::date) AS recent ON true
            """.formatted(ThemeFigures.DAYS);

    /**
     * Themes with their figures as of a day.
     *
     * @param rest what follows FROM themes: conditions, order, limit
     */
    static List<StandingTheme> select(Handle handle, LocalDate today, String rest, Map<String, ?> parameters) {
        return handle.createQuery(SELECT + rest)
                .bind("today", today)
                .bindMap(parameters)
                .map(mapper(today))
                .list();
    }

    private static RowMapper<StandingTheme> mapper(LocalDate today) {
        return (row, context) -> {
            @Nullable String improvement = row.getString("improvement");
            ThemeCounts counts =
                    new ThemeCounts(row.getLong("signals"), row.getLong("statements"), row.getLong("people"));
            ThemeFigures figures = new ThemeFigures(
                    counts.signals(),
                    counts.statements(),
                    counts.people(),
                    row.getLong("sentiment_sum"),
                    row.getLong("severity_sum"),
                    Rows.instant(row, "first_seen"),
                    Rows.instant(row, "last_seen"),
                    perDay(Rows.dates(row, "days"), Rows.ints(row, "day_signals"), today),
                    improvement == null ? null : ThemeColumns.standing(improvement));
            Theme theme = new Theme(
                    Rows.uuid(row, "id"),
                    row.getLong("version"),
                    row.getString("label"),
                    Rows.texts(row, "keywords"),
                    ThemeColumns.state(row.getString("state")),
                    counts,
                    new Priority(row.getDouble("priority"), ThemeColumns.parts(row.getString("priority_parts"))),
                    figures.meanSentiment(),
                    figures.firstSeen(),
                    figures.lastSeen(),
                    Rows.uuid(row, "founding_statement"),
                    Rows.uuids(row, "representatives"),
                    row.getObject("merged_into", UUID.class),
                    ThemeColumns.curation(row.getString("curation")),
                    figures.sentiment(),
                    figures.severity(),
                    Rows.instant(row, "published_at"));
            return new StandingTheme(theme, figures, row.getBoolean("counts_changed"), row.getBoolean("label_changed"));
        };
    }

    private static List<Integer> perDay(List<LocalDate> days, List<Integer> signals, LocalDate today) {
        List<Integer> perDay = new ArrayList<>();
        int at = 0;
        for (LocalDate day = today.minusDays(ThemeFigures.DAYS - 1L); !day.isAfter(today); day = day.plusDays(1)) {
            boolean counted = at < days.size() && days.get(at).equals(day);
            perDay.add(counted ? signals.get(at++) : 0);
        }
        return perDay;
    }
}

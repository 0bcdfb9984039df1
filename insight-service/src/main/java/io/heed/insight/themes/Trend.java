package io.heed.insight.themes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import io.heed.contracts.ThemeState;

/**
 * Where a theme is going, by when its feedback occurred.
 *
 * @param perDay signals a day, the last 30 days, today last
 * @param change the last seven days against the seven before: 0.5 is half as many again, −1 is none any more; measured
 *     against at least one
 * @param state where the theme stands
 */
public record Trend(List<Integer> perDay, double change, ThemeState state) {

    private static final int NEW_DAYS = 7;
    private static final int QUIET_DAYS = 14;
    private static final int LEAST_TO_ESCALATE = 5;

    public Trend {
        perDay = List.copyOf(perDay);
    }

    /**
     * The trend that follows from a theme's figures.
     *
     * <p>A theme escalates when the last seven days brought at least {@value #LEAST_TO_ESCALATE} signals and more than
     * chance would explain beyond the seven days before: the difference of two Poisson counts is beyond two standard
     * deviations, (a − b) &gt; 2 √(a + b).
     */
    public static Trend of(ThemeFigures figures, Instant now, ZoneId zone) {
        int a = figures.thisWeek();
        int b = figures.lastWeek();
        double change = Math.round(100.0 * (a - b) / Math.max(1, b)) / 100.0;
        return new Trend(figures.perDay(), change, state(figures, a, b, now, zone));
    }

    private static ThemeState state(ThemeFigures figures, int a, int b, Instant now, ZoneId zone) {
        if (figures.improvement() == ImprovementStanding.RESOLVED) {
            return ThemeState.RESOLVED;
        }
        if (figures.improvement() == ImprovementStanding.REGRESSED) {
            return ThemeState.REGRESSED;
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (LocalDate.ofInstant(figures.lastSeen(), zone).isBefore(today.minusDays(QUIET_DAYS - 1))) {
            return ThemeState.QUIET;
        }
        if (LocalDate.ofInstant(figures.firstSeen(), zone).isAfter(today.minusDays(NEW_DAYS))) {
            return ThemeState.NEW;
        }
        return a >= LEAST_TO_ESCALATE && a - b > 2 * Math.sqrt(a + b) ? ThemeState.ESCALATING : ThemeState.ONGOING;
    }
}

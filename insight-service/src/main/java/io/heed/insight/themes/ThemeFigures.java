package io.heed.insight.themes;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The numbers that a theme's state, trend and priority follow from.
 *
 * @param sentiment sum over its statements, in hundredths
 * @param severity sum over its statements, in hundredths
 * @param perDay signals by day of occurrence, the last {@value #DAYS} days in the organisation's time zone, today last
 * @param improvement the standing of its latest improvement; null where there has been none
 */
public record ThemeFigures(
        long signals,
        long statements,
        long people,
        long sentiment,
        long severity,
        Instant firstSeen,
        Instant lastSeen,
        List<Integer> perDay,
        @Nullable ImprovementStanding improvement) {

    /** How many days a trend shows. */
    public static final int DAYS = 30;

    public ThemeFigures {
        perDay = List.copyOf(perDay);
    }

    /** Mean over its statements, −1…1, in hundredths; 0 without any. */
    public double meanSentiment() {
        return statements == 0 ? 0 : Math.rint((double) sentiment / statements) / 100;
    }

    /** Mean over its statements, 0…1. */
    double meanSeverity() {
        return statements == 0 ? 0 : severity / 100.0 / statements;
    }

    /** Signals that occurred within the last seven days, today included. */
    int thisWeek() {
        return sum(DAYS - 7, DAYS);
    }

    /** Signals that occurred in the seven days before. */
    int lastWeek() {
        return sum(DAYS - 14, DAYS - 7);
    }

    private int sum(int from, int to) {
        return perDay.subList(from, to).stream().mapToInt(Integer::intValue).sum();
    }
}

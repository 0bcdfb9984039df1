package io.heed.insight.themes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.heed.contracts.Priority;
import io.heed.contracts.ThemeCounts;

/** A theme's first snapshot: version 1, with everything that its first transaction brought. */
public final class ThemeBirth {

    private ThemeBirth() {}

    /**
     * The theme as it is born.
     *
     * @param foundedAt when the founding statement occurred
     */
    public static Theme of(ThemeTally tally, UUID foundingStatement, Instant foundedAt, Instant now, ZoneId zone) {
        Instant firstSeen = tally.firstSeen == null ? foundedAt : tally.firstSeen;
        Instant lastSeen = tally.lastSeen == null ? foundedAt : tally.lastSeen;
        long people = tally.anonymous + tally.customers.size();
        ThemeFigures figures = new ThemeFigures(
                tally.signals,
                tally.statements,
                people,
                tally.sentiment,
                tally.severity,
                firstSeen,
                lastSeen,
                perDay(tally, LocalDate.ofInstant(now, zone)),
                null);
        Priority priority = ThemePriority.of(figures);
        return new Theme(
                tally.themeId,
                1,
                "",
                List.of(),
                Trend.of(figures, now, zone).state(),
                new ThemeCounts(tally.signals, tally.statements, people),
                priority,
                figures.meanSentiment(),
                firstSeen,
                lastSeen,
                foundingStatement,
                List.of(foundingStatement),
                null,
                null,
                tally.sentiment,
                tally.severity,
                now);
    }

    private static List<Integer> perDay(ThemeTally tally, LocalDate today) {
        List<Integer> perDay = new ArrayList<>();
        for (LocalDate day = today.minusDays(ThemeFigures.DAYS - 1L); !day.isAfter(today); day = day.plusDays(1)) {
            ThemeTally.Day counted = tally.days.get(day);
            perDay.add(counted == null ? 0 : counted.signals);
        }
        return perDay;
    }
}

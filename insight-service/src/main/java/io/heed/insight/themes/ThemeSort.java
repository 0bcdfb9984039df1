package io.heed.insight.themes;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.heed.rest.ProblemException;

/** Orders of a list of themes, highest first. */
enum ThemeSort {
    PRIORITY("priority"),
    VOLUME("signals::double precision"),
    /** By how many signals more the last seven days brought than the seven before. */
    TREND("""
            (SELECT coalesce(sum(CASE WHEN day > :today::date - 7 THEN theme_days.signals ELSE -theme_days.signals END), 0)
                FROM theme_days WHERE theme_id = themes.id AND day > :today::date - 14 AND day <= :today::date)::double precision"""),
    NEWEST("extract(epoch FROM first_seen)::double precision");

    private final String sql;

    ThemeSort(String sql) {
        this.sql = sql;
    }

    /** What is sorted by; a double. */
    String sql() {
        return sql;
    }

    /** The order of that name, by priority where none is given. */
    static ThemeSort named(@Nullable String name) {
        if (name == null) {
            return PRIORITY;
        }
        return Arrays.stream(values())
                .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("sort", "must be priority, volume, trend or newest"));
    }
}

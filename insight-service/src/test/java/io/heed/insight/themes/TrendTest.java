package io.heed.insight.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.heed.contracts.ThemeState;

class TrendTest {

    private static final Instant NOW = Instant.parse("2026-05-20T10:00:00Z");

    @Test
    void a_theme_is_new_in_its_first_seven_days() {
        assertThat(state(daysAgo(0), daysAgo(0), null)).isEqualTo(ThemeState.NEW);
        assertThat(state(daysAgo(6), daysAgo(0), null)).isEqualTo(ThemeState.NEW);
        assertThat(state(daysAgo(7), daysAgo(0), null)).isEqualTo(ThemeState.ONGOING);
    }

    @Test
    void a_theme_without_anything_in_fourteen_days_is_quiet() {
        assertThat(state(daysAgo(60), daysAgo(13), null)).isEqualTo(ThemeState.ONGOING);
        assertThat(state(daysAgo(60), daysAgo(14), null)).isEqualTo(ThemeState.QUIET);
    }

    @Test
    void a_late_import_is_not_news() {
        assertThat(state(daysAgo(400), daysAgo(390), null)).isEqualTo(ThemeState.QUIET);
    }

    @Test
    void a_theme_escalates_when_it_grows_beyond_chance() {
        assertThat(growing(20, 5)).isEqualTo(ThemeState.ESCALATING);
        assertThat(growing(6, 0)).isEqualTo(ThemeState.ESCALATING);
        assertThat(growing(4, 0)).isEqualTo(ThemeState.ONGOING);
        assertThat(growing(12, 8)).isEqualTo(ThemeState.ONGOING);
        assertThat(growing(5, 20)).isEqualTo(ThemeState.ONGOING);
    }

    @Test
    void what_became_of_its_improvement_decides_first() {
        assertThat(state(daysAgo(3), daysAgo(0), ImprovementStanding.RESOLVED)).isEqualTo(ThemeState.RESOLVED);
        assertThat(state(daysAgo(90), daysAgo(60), ImprovementStanding.RESOLVED))
                .isEqualTo(ThemeState.RESOLVED);
        assertThat(state(daysAgo(90), daysAgo(60), ImprovementStanding.REGRESSED))
                .isEqualTo(ThemeState.REGRESSED);
        assertThat(state(daysAgo(3), daysAgo(0), ImprovementStanding.UNDECIDED)).isEqualTo(ThemeState.NEW);
    }

    @Test
    void the_change_is_measured_against_the_week_before() {
        assertThat(Trend.of(figures(daysAgo(60), daysAgo(0), weeks(15, 10), null), NOW, ZoneOffset.UTC)
                        .change())
                .isEqualTo(0.5);
        assertThat(Trend.of(figures(daysAgo(60), daysAgo(8), weeks(0, 10), null), NOW, ZoneOffset.UTC)
                        .change())
                .isEqualTo(-1);
        assertThat(Trend.of(figures(daysAgo(60), daysAgo(0), weeks(3, 0), null), NOW, ZoneOffset.UTC)
                        .change())
                .isEqualTo(3);
    }

    @Test
    void the_organisations_time_zone_decides_what_a_day_is() {
        Instant lateEvening = Instant.parse("2026-05-13T22:30:00Z");
        ThemeFigures figures = figures(lateEvening, NOW, weeks(1, 1), null);
        assertThat(Trend.of(figures, NOW, ZoneOffset.UTC).state()).isEqualTo(ThemeState.ONGOING);
        assertThat(Trend.of(figures, NOW, ZoneId.of("Europe/Berlin")).state()).isEqualTo(ThemeState.NEW);
    }

    private static ThemeState growing(int thisWeek, int lastWeek) {
        return Trend.of(figures(daysAgo(60), daysAgo(0), weeks(thisWeek, lastWeek), null), NOW, ZoneOffset.UTC)
                .state();
    }

    private static ThemeState state(Instant first, Instant last, @Nullable ImprovementStanding improvement) {
        return Trend.of(figures(first, last, weeks(1, 1), improvement), NOW, ZoneOffset.UTC)
                .state();
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static List<Integer> weeks(int thisWeek, int lastWeek) {
        List<Integer> perDay = new ArrayList<>(Collections.nCopies(ThemeFigures.DAYS, 0));
        perDay.set(ThemeFigures.DAYS - 1, thisWeek);
        perDay.set(ThemeFigures.DAYS - 8, lastWeek);
        return perDay;
    }

    private static ThemeFigures figures(
            Instant first, Instant last, List<Integer> perDay, @Nullable ImprovementStanding improvement) {
        return new ThemeFigures(30, 30, 30, 0, 0, first, last, perDay, improvement);
    }
}

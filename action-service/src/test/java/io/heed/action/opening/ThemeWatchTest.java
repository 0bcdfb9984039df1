package io.heed.action.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class ThemeWatchTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final DryRun.ThemeName THEME = new DryRun.ThemeName(UUID.randomUUID(), "queues");

    private final ThemeWatch watch = new ThemeWatch(THEME, new Playbook.ForThemes(3, 10, -0.2), START);

    @Test
    void a_theme_crosses_with_the_person_who_was_missing() {
        hear("a", 1, -0.5);
        hear("b", 2, -0.5);
        hear("b", 3, -0.5);
        hear("c", 4, -0.1);
        hear("d", 5, -0.5);

        assertThat(watch.crossing()).hasValueSatisfying(entry -> {
            assertThat(entry.at()).isEqualTo(day(4));
            assertThat(entry.people()).isEqualTo(3);
            assertThat(entry.sentiment()).isEqualTo(-0.4);
            assertThat(entry.theme()).isEqualTo(THEME);
        });
    }

    @Test
    void people_who_spoke_longer_ago_than_the_window_do_not_count() {
        hear("a", 1, -0.5);
        hear("b", 2, -0.5);
        hear("c", 11, -0.5);

        assertThat(watch.crossing()).isEmpty();
    }

    @Test
    void feedback_counts_by_when_it_occurred_however_late_it_is_received() {
        watch.hear(new PastStore.Voice(THEME, "a", -0.5, day(-8), day(3)));
        watch.hear(new PastStore.Voice(THEME, "b", -0.5, day(2), day(3)));
        watch.hear(new PastStore.Voice(THEME, "c", -0.5, day(2), day(3)));
        assertThat(watch.crossing()).isEmpty();
    }

    @Test
    void those_before_the_days_that_are_tried_count_but_open_nothing_by_themselves() {
        hear("a", -3, -0.5);
        hear("b", -2, -0.5);
        hear("c", -1, -0.5);
        hear("c", 1, -0.5);

        assertThat(watch.crossing()).map(DryRun.Entry::at).contains(day(1));
    }

    @Test
    void a_mood_that_is_good_while_somebody_is_pleased_is_bad_enough_once_that_is_long_ago() {
        hear("a", 1, 0.9);
        hear("b", 2, -0.3);
        hear("c", 3, -0.3);
        hear("d", 11, -0.3);

        assertThat(watch.crossing()).map(DryRun.Entry::at).contains(day(11));
    }

    @Test
    void a_mood_that_was_bad_enough_once_is_enough() {
        hear("a", 1, -0.3);
        hear("b", 1, -0.3);
        hear("c", 2, -0.3);
        hear("d", 3, 0.9);
        hear("e", 3, 0.9);

        assertThat(watch.crossing()).map(DryRun.Entry::people).contains(3L);
    }

    @Test
    void what_came_together_is_judged_together() {
        hear("a", 1, -0.5);
        hear("b", 1, -0.5);
        hear("c", 1, -0.5);
        hear("d", 1, 0.9);

        assertThat(watch.crossing()).isEmpty();
    }

    private void hear(String person, int day, double sentiment) {
        watch.hear(new PastStore.Voice(THEME, person, sentiment, day(day), day(day)));
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }
}

package io.heed.insight.themes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.heed.contracts.Priority;
import io.heed.contracts.PriorityPart;

class ThemePriorityTest {

    private static final Instant NOW = Instant.parse("2026-05-20T10:00:00Z");

    @Test
    void the_parts_are_shares_and_their_weights_add_up_to_one() {
        Priority priority = ThemePriority.of(figures(100_000, -100, 100, 50, 0));
        assertThat(priority.parts())
                .extracting(PriorityPart::name)
                .containsExactly("reach", "severity", "growth", "sentiment");
        assertThat(priority.parts()).allSatisfy(part -> assertThat(part.value()).isBetween(0.0, 1.0));
        assertThat(priority.parts().stream().mapToDouble(PriorityPart::weight).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(priority.score()).isBetween(0.0, 1.0);
    }

    @Test
    void each_part_raises_the_score() {
        double base = ThemePriority.of(figures(10, 0, 0, 5, 5)).score();
        assertThat(ThemePriority.of(figures(100, 0, 0, 5, 5)).score()).isGreaterThan(base);
        assertThat(ThemePriority.of(figures(10, -80, 0, 5, 5)).score()).isGreaterThan(base);
        assertThat(ThemePriority.of(figures(10, 0, 90, 5, 5)).score()).isGreaterThan(base);
        assertThat(ThemePriority.of(figures(10, 0, 0, 15, 5)).score()).isGreaterThan(base);
        assertThat(ThemePriority.of(figures(10, 0, 0, 5, 15)).score()).isEqualTo(base);
    }

    @Test
    void a_theme_that_nobody_stands_behind_any_more_has_none() {
        ThemeFigures empty = new ThemeFigures(0, 0, 0, 0, 0, NOW, NOW, Collections.nCopies(ThemeFigures.DAYS, 0), null);
        assertThat(ThemePriority.of(empty).score()).isZero();
    }

    /** {@code sentiment} and {@code severity} are means, in hundredths. */
    private static ThemeFigures figures(long people, long sentiment, long severity, int thisWeek, int lastWeek) {
        List<Integer> perDay = new ArrayList<>(Collections.nCopies(ThemeFigures.DAYS, 0));
        perDay.set(ThemeFigures.DAYS - 1, thisWeek);
        perDay.set(ThemeFigures.DAYS - 8, lastWeek);
        return new ThemeFigures(people, people, people, sentiment * people, severity * people, NOW, NOW, perDay, null);
    }
}

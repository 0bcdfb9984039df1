package io.heed.bench.themes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final double EXACT = 1e-12;

    @Test
    void the_same_groups_under_other_names_agree_wholly() {
        Agreement same = new Agreement(List.of("a", "a", "b", "c"), List.of(3, 3, 1, 2));
        assertThat(same.adjustedRandIndex()).isCloseTo(1, within(EXACT));
        assertThat(same.normalisedMutualInformation()).isCloseTo(1, within(EXACT));
        assertThat(same.bCubed()).isCloseTo(1, within(EXACT));
    }

    /** Worked out by hand: 2 of 15 pairs are together in both, 6 in the one, 3 in the other. */
    @Test
    void the_figures_are_those_of_the_formulas() {
        Agreement some = new Agreement(List.of(1, 1, 1, 2, 2, 2), List.of(1, 1, 2, 2, 3, 3));
        double expected = 6.0 * 3.0 / 15.0;
        assertThat(some.adjustedRandIndex()).isCloseTo((2 - expected) / (4.5 - expected), within(EXACT));
        assertThat(some.bCubed()).isCloseTo(2 * (5.0 / 6) * (5.0 / 9) / (5.0 / 6 + 5.0 / 9), within(EXACT));
        double mutual = 2.0 / 3 * Math.log(2);
        double entropies = (Math.log(2) + Math.log(3)) / 2;
        assertThat(some.normalisedMutualInformation()).isCloseTo(mutual / entropies, within(EXACT));
    }

    @Test
    void one_group_of_all_agrees_no_more_than_chance() {
        assertThat(new Agreement(List.of(1, 1, 2, 2), List.of(1, 1, 1, 1)).adjustedRandIndex())
                .isCloseTo(0, within(EXACT));
    }
}

package io.heed.action.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.heed.rest.Violation;

class RootCausesTest {

    private final RootCauses causes = new RootCauses(List.of("Training", "Software"));

    @Test
    void a_listed_cause_is_spelled_as_the_list_spells_it() {
        assertThat(causes.spelled(" tRAINING ")).isEqualTo("Training");
    }

    @Test
    void any_other_text_stays_as_it_is() {
        assertThat(causes.spelled("The lift was too small")).isEqualTo("The lift was too small");
        assertThat(new RootCauses(List.of()).spelled("training")).isEqualTo("training");
        assertThat(causes.spelled(null)).isNull();
    }

    @Test
    void what_can_not_be_told_apart_is_refused_by_its_place() {
        RootCauses wrong = new RootCauses(Arrays.asList("Training", "", null, "training", " Software"));

        assertThat(wrong.violations()).extracting(Violation::field).containsExactly("[1]", "[2]", "[3]", "[4]");
        assertThat(causes.violations()).isEmpty();
    }
}

package io.heed.action.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.heed.action.teams.Team;
import io.heed.action.teams.Teams;

class RulesTextTest {

    private static final Teams TEAMS =
            new Teams(List.of(new Team("triage", List.of("max")), new Team("web", List.of("wim", "ada"))));

    @Test
    void the_last_line_that_matches_wins() {
        OwnershipRules rules = rules("* @triage\nsite:north-* nora\nsite:north-1 @web\n");

        assertThat(rules.assign(traits("site", "north-1"), TEAMS)).isEqualTo(new Assignment("web", null, 3));
        assertThat(rules.assign(traits("site", "north-2"), TEAMS)).isEqualTo(new Assignment("triage", "nora", 2));
        assertThat(rules.assign(traits("site", "south-1"), TEAMS)).isEqualTo(new Assignment("triage", null, 1));
    }

    @Test
    void all_patterns_of_a_line_must_match() {
        OwnershipRules rules = rules("touchpoint:checkout segment.plan:gold ada");

        assertThat(rules.assign(
                        new Traits(Map.of("touchpoint", List.of("checkout"), "segment.plan", List.of("gold"))), TEAMS))
                .isEqualTo(new Assignment("web", "ada", 1));
        assertThat(rules.assign(traits("touchpoint", "checkout"), TEAMS).line()).isNull();
    }

    @Test
    void what_no_line_matches_goes_to_the_fallback_team() {
        assertThat(rules("").assign(Traits.NONE, TEAMS)).isEqualTo(new Assignment("triage", null, null));
    }

    @Test
    void the_first_user_and_the_first_team_of_a_line_own_together() {
        assertThat(rules("* @web nora @triage ada").assign(Traits.NONE, TEAMS))
                .isEqualTo(new Assignment("web", "nora", 1));
    }

    @Test
    void quoted_globs_hold_spaces_and_comments_end_a_line() {
        OwnershipRules rules = rules("# all of it\n\n  theme:\"car park *\"   nora   # until May\n");

        assertThat(rules.assign(traits("theme", "Car Park full"), TEAMS).owner())
                .isEqualTo("nora");
        assertThat(rules.assign(traits("theme", "carpark"), TEAMS).owner()).isNull();
        assertThat(rules.rules().getFirst().text()).isEqualTo("theme:\"car park *\"   nora");
    }

    @Test
    void globs_are_not_regular_expressions() {
        assertThat(new Glob("a.c").matches("abc")).isFalse();
        assertThat(new Glob("a?c").matches("abc")).isTrue();
        assertThat(new Glob("*b*b").matches("abcb")).isTrue();
        assertThat(new Glob("(a+)+$").matches("aaaa")).isFalse();
        assertThat(new Glob("*a*a*a*a*a*a*a*a*b").matches("a".repeat(5_000))).isFalse();
        assertThat(new Glob("").matches("")).isTrue();
    }

    @Test
    void every_bad_line_is_named_with_its_reason() {
        OwnershipRules.Reading read = OwnershipRules.read(
                "* ada\nada\nsite:x\nada site:x\ncolour:red ada\nsite: ada\ntheme:\"a ada\n* @No\n");

        assertThat(read).isInstanceOfSatisfying(OwnershipRules.Refused.class, refused -> {
            assertThat(refused.errors())
                    .extracting(OwnershipRules.LineRemark::line)
                    .containsExactly(2, 3, 4, 5, 6, 7, 8);
            assertThat(refused.errors().get(0).message()).contains("no pattern before ada");
            assertThat(refused.errors().get(1).message()).contains("no owner");
            assertThat(refused.errors().get(2).message()).contains("patterns come first");
            assertThat(refused.errors().get(4).message()).contains("has no value");
            assertThat(refused.errors().get(5).message()).contains("never closed");
        });
    }

    private static Traits traits(String name, String value) {
        return new Traits(Map.of(name, List.of(value)));
    }

    private static OwnershipRules rules(String text) {
        return ((OwnershipRules.InOrder) OwnershipRules.read(text)).rules();
    }
}

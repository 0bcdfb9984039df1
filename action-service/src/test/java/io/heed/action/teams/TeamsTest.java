package io.heed.action.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class TeamsTest {

    private final Teams teams = new Teams(
            List.of(new Team("triage", List.of("max")), new Team("web", List.of("wim")), new Team("new", List.of())));

    @Test
    void members_work_for_their_team_and_the_fallback_team_for_those_without_members() {
        assertThat(teams.worksFor("wim", "web")).isTrue();
        assertThat(teams.worksFor("max", "web")).isFalse();
        assertThat(teams.worksFor("max", "new")).isTrue();
        assertThat(teams.worksFor("max", "never-heard-of")).isTrue();
        assertThat(teams.worksFor("wim", "new")).isFalse();
    }

    @Test
    void the_fallback_team_must_have_a_member_and_names_must_be_names() {
        assertThat(teams.violations()).isEmpty();
        assertThat(new Teams(List.of(new Team("triage", List.of()))).violations())
                .hasSize(1);
        assertThat(new Teams(List.of(new Team("triage", List.of("max")), new Team("Web Team", List.of("a b"))))
                        .violations())
                .hasSize(2);
    }
}

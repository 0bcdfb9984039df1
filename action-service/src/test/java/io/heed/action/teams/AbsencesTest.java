package io.heed.action.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.heed.rest.Violation;

class AbsencesTest {

    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

    @Test
    void a_deputy_stands_in_from_the_first_moment_until_the_last() {
        Absences absences = new Absences(List.of(away("ada", 1, 3, "max")));

        assertThat(absences.insteadOf("ada", day(1).minusNanos(1))).isEmpty();
        assertThat(absences.insteadOf("ada", day(1)))
                .contains(new StandIn("max", "deputy of ada, absent until 2026-07-04T00:00:00Z"));
        assertThat(absences.insteadOf("ada", day(3))).isEmpty();
        assertThat(absences.insteadOf("max", day(1))).isEmpty();
    }

    @Test
    void an_absent_deputys_deputy_stands_in_and_where_the_chain_ends_nobody_does() {
        Absences absences =
                new Absences(List.of(away("ada", 1, 9, "max"), away("max", 2, 9, "pat"), away("pat", 3, 9, null)));

        assertThat(absences.insteadOf("ada", day(2)))
                .contains(new StandIn(
                        "pat",
                        "deputy of ada, absent until 2026-07-10T00:00:00Z,"
                                + " deputy of max, absent until 2026-07-10T00:00:00Z"));
        assertThat(absences.insteadOf("ada", day(3))).hasValueSatisfying(standIn -> {
            assertThat(standIn.user()).isNull();
            assertThat(standIn.because()).endsWith("pat is absent until 2026-07-10T00:00:00Z without a deputy");
        });
    }

    @Test
    void a_user_stands_in_for_everyone_whose_chain_ends_there() {
        Absences absences =
                new Absences(List.of(away("ada", 1, 9, "max"), away("max", 2, 9, "pat"), away("ivy", 1, 2, "pat")));

        assertThat(absences.standingInFor("pat", day(1))).containsExactly("ivy");
        assertThat(absences.standingInFor("pat", day(2))).containsExactlyInAnyOrder("ada", "max");
        assertThat(absences.standingInFor("max", day(2))).isEmpty();
        assertThat(absences.standingInFor("pat", day(9))).isEmpty();
    }

    @Test
    void an_absence_must_have_a_user_an_end_after_its_beginning_and_a_deputy_who_is_somebody_else() {
        assertThat(fields(away("ada", 1, 2, "max"), away("ada", 2, 3, null))).isEmpty();
        assertThat(fields(away("a b", 1, 2, "max"))).containsExactly("[0].user");
        assertThat(fields(away("ada", 2, 2, "max"))).containsExactly("[0].until");
        assertThat(fields(away("ada", 1, 2, "ada"))).containsExactly("[0].deputy");
        assertThat(fields(away("ada", 1, 2, "b c"))).containsExactly("[0].deputy");
    }

    @Test
    void absences_of_one_user_do_not_overlap() {
        assertThat(fields(away("ada", 1, 3, null), away("max", 1, 9, null), away("ada", 2, 4, null)))
                .containsExactly("[2].from");
    }

    @Test
    void deputies_never_go_round_in_a_circle_at_the_same_time() {
        assertThat(fields(away("ada", 1, 3, "max"), away("max", 3, 5, "ada"))).isEmpty();
        assertThat(fields(away("ada", 1, 3, "max"), away("max", 2, 5, "ada"))).containsExactly("[1].deputy");
        assertThat(fields(
                        away("ada", 1, 9, "max"),
                        away("max", 2, 9, "pat"),
                        away("ivy", 1, 9, "ada"),
                        away("pat", 3, 9, "ada")))
                .containsExactly("[3].deputy");
    }

    private static List<String> fields(Absence... absences) {
        return new Absences(List.of(absences))
                .violations().stream().map(Violation::field).toList();
    }

    private static Absence away(String user, int from, int until, @Nullable String deputy) {
        return new Absence(user, day(from), day(until), deputy);
    }

    private static Instant day(int day) {
        return JULY.plus(Duration.ofDays(day));
    }
}

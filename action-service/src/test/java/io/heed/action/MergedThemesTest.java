package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;

/** When themes merge the older open improvement stays and the other closes as merged; unmerging restores it. */
@QuarkusTest
class MergedThemesTest extends ServiceTest {

    private static JsonPath action(UUID id) {
        return admin().get("/api/v1/actions/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static boolean isOf(UUID improvement, UUID theme) {
        return theme.toString().equals(action(improvement).getString("theme.id"));
    }

    /** Whether that of the theme has been taken in: an own table says so, since nothing else shows it. */
    private boolean isPartOf(UUID theme, UUID into) throws SQLException {
        try (Connection database = dataSource.getConnection();
                PreparedStatement query =
                        database.prepareStatement("SELECT FROM themes WHERE id = ? AND merged_into = ?")) {
            query.setObject(1, theme);
            query.setObject(2, into);
            return query.executeQuery().next();
        }
    }

    private List<Said> opens(UUID theme, String label, int people) {
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, label, now)));
        List<Said> said = Said.about(theme, people, now);
        publish(said);
        settle();
        return said;
    }

    @Test
    void an_improvement_goes_on_under_the_theme_that_its_own_became_part_of_and_comes_back() {
        UUID left = UUID.randomUUID();
        UUID right = UUID.randomUUID();
        opens(left, "left", 10);
        UUID improvement = openImprovement(left);
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(right, 1, "right", now), Said.theme(left, 2, "left", right, now)));
        eventually(() -> isOf(improvement, right));
        assertThat(action(improvement).getString("status")).isEqualTo("open");
        publish(Said.about(right, 2, clock.instant()));
        settle();
        assertThat(action(improvement).getLong("signals")).isEqualTo(12);
        assertThat(openImprovement(right)).isEqualTo(improvement);

        topics.publish(List.of(Said.theme(left, 3, "left", clock.instant())));
        eventually(() -> isOf(improvement, left));
        assertThat(action(improvement).<String>getList("history.what")).contains("opened", "theme");
    }

    @Test
    void of_two_the_older_stays_with_everyone_behind_it_and_taking_apart_restores_the_other() {
        UUID left = UUID.randomUUID();
        UUID right = UUID.randomUUID();
        opens(left, "left", 10);
        UUID older = openImprovement(left);
        clock.move(Duration.ofMinutes(5));
        List<Said> both = new ArrayList<>(opens(right, "right", 11));
        UUID younger = openImprovement(right);
        assertThat(move(admin(), younger, "accept", Map.of()).statusCode()).isEqualTo(200);

        topics.publish(List.of(Said.theme(left, 2, "left", right, clock.instant())));
        eventually(() -> isOf(older, right));

        assertThat(action(older).getLong("signals")).isEqualTo(21);
        assertThat(action(younger).getString("status")).isEqualTo("dismissed");
        assertThat(action(younger).getString("dismissReason")).contains(older.toString());
        assertThat(openImprovement(right)).isEqualTo(older);

        Instant apart = clock.instant();
        topics.publish(List.of(
                Said.theme(left, 3, "left", null, List.of(right), apart),
                Said.theme(right, 2, "right", null, List.of(left), apart)));
        eventually(() -> isOf(older, left) && action(older).getLong("signals") == 10);

        assertThat(action(younger).getString("theme.id")).isEqualTo(right.toString());
        assertThat(action(younger).getString("status")).isEqualTo("accepted");
        assertThat(action(younger).getLong("signals")).isEqualTo(both.size());
        assertThat(action(younger).<String>getList("history.what"))
                .containsExactly("opened", "accepted", "dismissed", "reopened");
    }

    @Test
    void what_was_completed_meanwhile_stays_so_and_a_repeated_event_changes_nothing() {
        UUID left = UUID.randomUUID();
        UUID right = UUID.randomUUID();
        opens(left, "left", 10);
        UUID improvement = openImprovement(left);
        Instant now = clock.instant();
        topics.publish(List.of(
                Said.theme(right, 1, "right", now),
                Said.theme(left, 2, "left", right, now),
                Said.theme(left, 2, "left", right, now)));
        eventually(() -> isOf(improvement, right));
        complete(improvement);

        UUID marker = UUID.randomUUID();
        topics.publish(List.of(
                Said.theme(left, 3, "left", clock.instant()), Said.theme(left, 4, "left", marker, clock.instant())));
        eventually(() -> isPartOf(left, marker));

        assertThat(action(improvement).getString("status")).isEqualTo("completed");
        assertThat(action(improvement).getString("theme.id")).isEqualTo(right.toString());
        assertThat(action(improvement).<String>getList("history.what"))
                .containsExactly("opened", "theme", "accepted", "completed");
    }

    @Test
    void a_chain_of_mergings_comes_apart_in_any_order() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        UUID third = UUID.randomUUID();
        opens(third, "third", 10);
        UUID oldest = openImprovement(third);
        clock.move(Duration.ofMinutes(5));
        opens(first, "first", 10);
        UUID own = openImprovement(first);
        clock.move(Duration.ofMinutes(5));
        opens(second, "second", 10);
        UUID younger = openImprovement(second);

        topics.publish(List.of(Said.theme(first, 2, "first", second, clock.instant())));
        eventually(() -> isOf(own, second));
        topics.publish(List.of(Said.theme(second, 2, "second", third, clock.instant())));
        eventually(() -> action(oldest).getLong("signals") == 30);
        assertThat(action(own).getString("status")).isEqualTo("dismissed");
        assertThat(action(younger).getString("status")).isEqualTo("dismissed");

        Instant apart = clock.instant();
        topics.publish(List.of(
                Said.theme(first, 3, "first", null, List.of(second, third), apart),
                Said.theme(third, 2, "third", null, List.of(first), apart)));
        eventually(() -> action(own).getString("status").equals("open"));
        assertThat(isOf(own, first)).isTrue();
        assertThat(action(younger).getString("status"))
                .as("its theme is still part of the third")
                .isEqualTo("dismissed");

        topics.publish(List.of(Said.theme(second, 3, "second", null, List.of(third), clock.instant())));
        eventually(() -> action(younger).getString("status").equals("open"));
        assertThat(isOf(younger, second)).isTrue();
        assertThat(openImprovement(third)).isEqualTo(oldest);
    }

    @Test
    void an_improvement_that_follows_answers_also_those_who_spoke_of_the_theme_that_goes_on() {
        UUID left = UUID.randomUUID();
        UUID right = UUID.randomUUID();
        opens(right, "right", 9);
        opens(left, "left", 10);
        UUID improvement = openImprovement(left);

        topics.publish(List.of(Said.theme(left, 2, "left", right, clock.instant())));
        eventually(() -> isOf(improvement, right));

        assertThat(action(improvement).getLong("signals")).isEqualTo(19);
    }

    @Test
    void whom_an_improvement_answered_nobody_counts_again_when_its_theme_becomes_part_of_another() {
        UUID left = UUID.randomUUID();
        UUID right = UUID.randomUUID();
        List<Said> answered = opens(left, "left", 10);
        complete(openImprovement(left));
        opens(right, "right", 9);

        topics.publish(List.of(Said.theme(left, 2, "left", right, clock.instant())));
        publish(answered.stream().map(said -> said.movedTo(right)).toList());
        settle();
        assertThat(actionsOf(right)).isEmpty();

        publish(Said.about(right, 1, clock.instant()));
        assertThat(action(openImprovement(right)).getLong("signals")).isEqualTo(10);
    }

    @Test
    void whoever_is_moved_apart_again_by_the_system_reads_no_answer_to_anothers_problem() {
        UUID left = UUID.randomUUID();
        UUID right = UUID.randomUUID();
        List<Said> parking = opens(left, "left", 10);
        clock.move(Duration.ofMinutes(5));
        List<Said> wifi = opens(right, "right", 10);
        UUID older = openImprovement(left);
        topics.publish(List.of(Said.theme(right, 2, "right", left, clock.instant())));
        publish(wifi.stream().map(said -> said.movedTo(left)).toList());
        eventually(() -> action(older).getLong("signals") == 20);

        UUID born = UUID.randomUUID();
        topics.publish(List.of(Said.theme(born, 1, "born", clock.instant())));
        publish(wifi.stream().map(said -> said.movedTo(left).movedTo(born)).toList());
        UUID own = openImprovement(born);
        eventually(() -> action(older).getLong("signals") == parking.size());
        assertThat(action(own).getLong("signals")).isEqualTo(wifi.size());
    }
}

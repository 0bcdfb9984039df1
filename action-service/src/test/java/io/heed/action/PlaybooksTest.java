package io.heed.action;

import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.SilentReason;
import io.heed.contracts.StatementReading;
import io.heed.messaging.Transactions;

@QuarkusTest
class PlaybooksTest extends ServiceTest {

    private String before = "";

    @BeforeEach
    void remember() {
        before = text();
    }

    @AfterEach
    void restore() {
        assertThat(put(before).statusCode()).isEqualTo(200);
    }

    @Test
    void a_playbook_that_is_put_in_force_decides_on_what_comes_next() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        Response answer = put(before.replace("people: 10", "people: 3").replace("name: default", "name: ours"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getInt("improvement.people")).isEqualTo(3);
        assertThat(admin().get("/api/v1/playbooks").header("ETag")).isEqualTo(answer.header("ETag"));
        topics.publish(List.of(Said.theme(theme, 1, "dim corridor", now)));
        publish(Said.about(theme, 3, now));
        assertThat(admin().get("/api/v1/actions/" + openImprovement(theme))
                        .jsonPath()
                        .getString("openedBy"))
                .isEqualTo("ours");
    }

    @Test
    void a_playbook_that_another_replica_put_in_force_decides_here_too() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        Transactions.over(dataSource).call(handle -> handle.createUpdate("""
                        INSERT INTO editions (document, edition, body, changed_at, by_kind, by_subject)
                        SELECT 'playbook', max(edition) + 1, :body, :now, 'USER', 'max'
                          FROM (SELECT 0 AS edition UNION SELECT edition FROM editions WHERE document = 'playbook') AS e
                        """)
                .bind("body", before.replace("people: 10", "people: 2"))
                .bind("now", now)
                .execute());

        topics.publish(List.of(Said.theme(theme, 1, "stiff door", now)));
        publish(Said.about(theme, 2, now));

        assertThat(openImprovement(theme)).isNotNull();
    }

    @Test
    void a_bad_playbook_is_refused_with_its_lines_and_the_one_in_force_stays() {
        String etag = admin().get("/api/v1/playbooks").header("ETag");

        Response answer = put(before.replace("people: 10", "people: 0\n  colour: red"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("violations.field")).isEqualTo(List.of("line 6", "line 7"));
        assertThat(text()).isEqualTo(before);
        assertThat(admin().get("/api/v1/playbooks").header("ETag")).isEqualTo(etag);
    }

    @Test
    void a_playbook_is_only_replaced_by_who_has_seen_it_and_may() {
        assertThat(yaml(admin()).body(before).put("/api/v1/playbooks").statusCode())
                .isEqualTo(428);
        assertThat(yaml(admin())
                        .header("If-Match", "\"x\"")
                        .body(before)
                        .put("/api/v1/playbooks")
                        .statusCode())
                .isEqualTo(412);
        for (String role : List.of("frontline", "integration", "analyst")) {
            assertThat(yaml(as("somebody", role))
                            .body(before)
                            .put("/api/v1/playbooks")
                            .statusCode())
                    .as(role)
                    .isEqualTo(403);
        }
        for (String role : List.of("frontline", "integration")) {
            assertThat(as("somebody", role)
                            .body("{}")
                            .post("/api/v1/playbooks/try")
                            .statusCode())
                    .as(role)
                    .isEqualTo(403);
        }
        assertThat(as("somebody", "analyst")
                        .body("{}")
                        .post("/api/v1/playbooks/try")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_dry_run_tells_what_would_have_been_opened_and_opens_nothing() {
        UUID smaller = UUID.randomUUID();
        UUID known = UUID.randomUUID();
        Instant now = clock.instant();
        JsonPath earlier = tried(Map.of());
        topics.publish(List.of(Said.theme(smaller, 1, "cold tea", now), Said.theme(known, 1, "late post", now)));
        publish(Said.about(smaller, 7, now));
        publish(Said.about(known, 10, now));
        Said unhappy = Said.about(smaller, now).by("c-unhappy").rated(new Rating(RatingScale.NPS, 4));
        Said asking = Said.about(smaller, now).by("c-unhappy").wantingReply();
        publish(List.of(unhappy, asking));
        openImprovement(known);
        eventually(() -> !followUpsOf(asking.id()).isEmpty());

        JsonPath same = tried(Map.of());
        JsonPath looser = tried(
                Map.of("playbook", before.replace("people: 10", "people: 8").replace("npsAtMost: 3", "npsAtMost: 4")));
        JsonPath stricter = tried(Map.of(
                "playbook",
                before.replace("people: 10", "people: 11").replace("replyWanted: true", "replyWanted: false"),
                "days",
                2));

        assertThat(same.getInt("days")).isEqualTo(30);
        assertThat(same.getLong("opens.improvements")).isEqualTo(earlier.getLong("opens.improvements") + 1);
        assertThat(same.getLong("opens.followUps")).isEqualTo(earlier.getLong("opens.followUps") + 1);
        assertThat(same.getList("added")).isEmpty();
        assertThat(same.getList("dropped")).isEmpty();
        Map<String, Object> added = entry(looser, "added", "theme.id", smaller);
        assertThat(added).containsEntry("kind", "improvement").containsEntry("people", 8);
        assertThat(added.get("theme")).isEqualTo(Map.of("id", smaller.toString(), "label", "cold tea"));
        assertThat((Float) added.get("sentiment")).isBetween(-0.41f, -0.39f);
        assertThat(entry(looser, "added", "signalId", unhappy.id())).containsEntry("reason", "low_score");
        assertThat(looser.getList("dropped")).isEmpty();
        assertThat(entry(stricter, "dropped", "theme.id", known)).containsEntry("people", 10);
        assertThat(entry(stricter, "dropped", "signalId", asking.id())).containsEntry("reason", "reply_wanted");
        assertThat(actionsOf(smaller)).isEmpty();
        assertThat(followUpsOf(unhappy.id())).isEmpty();
    }

    @Test
    void a_dry_run_counts_by_when_feedback_occurred_and_knows_nothing_of_what_came_before() {
        UUID slow = UUID.randomUUID();
        UUID done = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(slow, 1, "wet floor", now), Said.theme(done, 1, "hot room", now)));
        List<Said> said = new ArrayList<>();
        for (int person = 0; person < 10; person++) {
            said.add(Said.about(slow, now).occurred(now.minus(Duration.ofDays(5L * person))));
        }
        publish(said);
        publish(Said.about(done, 10, now));
        complete(openImprovement(done));
        clock.move(Duration.ofDays(3));
        publish(Said.about(done, 2, clock.instant()));
        String wide = before.replace("people: 10\n  withinDays: 30", "people: 10\n  withinDays: 60");
        eventually(() -> tried(Map.of("playbook", wide, "days", 5))
                .getList("added.theme.id")
                .contains(slow.toString()));

        assertThat(tried(Map.of("playbook", wide.replace("60", "40"), "days", 5))
                        .getList("added.theme.id"))
                .doesNotContain(slow.toString());
        String two = before.replace("people: 10", "people: 2");
        // by the days that are tried, the ten were answered before
        assertThat(entry(tried(Map.of("playbook", two, "days", 2)), "would", "theme.id", done))
                .containsEntry("people", 2);
        assertThat(entry(tried(Map.of("playbook", two, "days", 5)), "would", "theme.id", done))
                .containsEntry("people", 10);
    }

    @Test
    void a_dry_run_knows_how_grave_a_statement_without_a_theme_is() {
        SignalUnderstood spoken = Said.about(UUID.randomUUID(), clock.instant()).understood();
        StatementReading silent =
                new StatementReading(UUID.randomUUID(), null, SilentReason.TOO_SHORT, null, -0.9, 0.7, null);
        topics.publish(List.of(new SignalUnderstood(
                spoken.signalId(),
                1,
                spoken.understoodAt(),
                spoken.facets(),
                List.of(spoken.statements().getFirst(), silent))));
        String graver = before.replace("severityAtLeast: 0.8", "severityAtLeast: 0.7");

        eventually(() -> tried(Map.of("playbook", graver))
                .getList("added.signalId")
                .contains(spoken.signalId().toString()));

        assertThat(tried(Map.of("playbook", before.replace("severityAtLeast: 0.8", "severityAtLeast: 0.71")))
                        .getList("added.signalId"))
                .doesNotContain(spoken.signalId().toString());
    }

    @Test
    void a_dry_run_of_too_many_days_or_of_a_bad_playbook_is_refused() {
        assertThat(max().body(Map.of("days", 0)).post("/api/v1/playbooks/try").statusCode())
                .isEqualTo(400);
        assertThat(max().body(Map.of("days", 366)).post("/api/v1/playbooks/try").statusCode())
                .isEqualTo(400);
        assertThat(max().body(Map.of("playbook", "name: x"))
                        .post("/api/v1/playbooks/try")
                        .jsonPath()
                        .getString("violations[0].field"))
                .isEqualTo("line 1");
    }

    private static JsonPath tried(Map<String, ?> body) {
        Response answer = max().body(body).post("/api/v1/playbooks/try");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static Map<String, Object> entry(JsonPath answer, String list, String field, UUID id) {
        List<Map<String, Object>> found =
                answer.getList(list + ".findAll { it." + field.replace(".", "?.") + " == '" + id + "' }");
        assertThat(found).as(list + " of " + answer.prettify()).hasSize(1);
        return found.getFirst();
    }

    private static Response put(String playbook) {
        String etag = admin().get("/api/v1/playbooks").header("ETag");
        return yaml(admin()).header("If-Match", etag).body(playbook).put("/api/v1/playbooks");
    }

    private static RequestSpecification yaml(RequestSpecification caller) {
        return caller.config(RestAssured.config()
                        .encoderConfig(encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .contentType("application/yaml");
    }

    private static String text() {
        return admin().get("/api/v1/playbooks").asString();
    }
}

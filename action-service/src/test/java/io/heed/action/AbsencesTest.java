package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;

@QuarkusTest
class AbsencesTest extends ServiceTest {

    private static final String PATH = "/api/v1/absences";

    @AfterEach
    void everybody_is_back() {
        assertThat(put("[]").statusCode()).isEqualTo(200);
    }

    @Test
    void new_work_of_somebody_absent_goes_to_the_deputy_with_the_reason() {
        OwnershipRulesTest.put("* nora @triage\n");
        Instant until = clock.instant().plus(Duration.ofDays(2));
        UUID before = followUp();
        assertThat(put(away("nora", until, "pat")).statusCode()).isEqualTo(200);

        JsonPath meanwhile = view(followUp());

        assertThat(meanwhile.getString("owner")).isEqualTo("pat");
        assertThat(meanwhile.getString("team")).isEqualTo("triage");
        assertThat(meanwhile.getString("history[0].why"))
                .isEqualTo("ownership rule in line 1; deputy of nora, absent until " + until);
        // what was owned already stays where it was
        assertThat(view(before).getString("owner")).isEqualTo("nora");
        clock.move(Duration.ofDays(3));
        assertThat(view(followUp()).getString("owner")).isEqualTo("nora");
    }

    @Test
    void where_nobody_stands_in_the_team_decides() {
        OwnershipRulesTest.put("* nora @triage\n");
        Instant until = clock.instant().plus(Duration.ofDays(2));
        put(away("nora", until, null));

        JsonPath view = view(followUp());

        assertThat(view.getString("owner")).isNull();
        assertThat(view.getString("team")).isEqualTo("triage");
        assertThat(view.getString("history[0].why")).contains("nora is absent until " + until);
    }

    @Test
    void an_improvement_goes_to_the_deputy_too() {
        OwnershipRulesTest.put("* nora @triage\n");
        put(away("nora", clock.instant().plus(Duration.ofDays(2)), "pat"));
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "loud fan", now)));
        topics.publish(Said.about(theme, 10, now).stream().map(Said::understood).toList());

        assertThat(view(openImprovement(theme)).getString("owner")).isEqualTo("pat");
    }

    @Test
    void a_dry_run_of_the_rules_leaves_with_the_deputy_what_a_deputy_holds() {
        OwnershipRulesTest.put("* nora @triage\n");
        put(away("nora", clock.instant().plus(Duration.ofDays(2)), "pat"));
        UUID action = followUp();

        assertThat(max().body("{}")
                        .post("/api/v1/ownership-rules/try")
                        .jsonPath()
                        .getList("would.id"))
                .doesNotContain(action.toString());
    }

    @Test
    void absences_are_only_replaced_by_who_has_seen_them_and_may() {
        Instant until = clock.instant().plus(Duration.ofDays(2));
        String body = away("nora", until, "pat");
        String etag = admin().get(PATH).header("ETag");

        assertThat(admin().body(body).put(PATH).statusCode()).isEqualTo(428);
        assertThat(max().header("If-Match", etag).body(body).put(PATH).statusCode())
                .isEqualTo(200);
        assertThat(admin().header("If-Match", etag).body(body).put(PATH).statusCode())
                .isEqualTo(412);
        for (String role : List.of("frontline", "integration", "analyst")) {
            assertThat(as("somebody", role).body(body).put(PATH).statusCode()).isEqualTo(403);
        }
        assertThat(as("somebody", "frontline").get(PATH).statusCode()).isEqualTo(403);
        List<Map<String, Object>> read =
                as("somebody", "analyst").get(PATH).jsonPath().getList("$");
        assertThat(read).hasSize(1);
        assertThat(read.getFirst())
                .containsEntry("user", "nora")
                .containsEntry("deputy", "pat")
                .containsEntry("until", until.toString());
    }

    @Test
    void absences_that_make_no_sense_are_refused_by_name() {
        Instant until = clock.instant().plus(Duration.ofDays(2));
        assertThat(put(away("nora", until, "nora")).jsonPath().getString("violations[0].field"))
                .isEqualTo("[0].deputy");
        assertThat(put("[null]").statusCode()).isEqualTo(400);
        assertThat(put("[{\"user\":\"nora\"}]").jsonPath().getList("violations.field"))
                .isEqualTo(List.of("[0].from", "[0].until"));
        assertThat(put("{}").statusCode()).isEqualTo(400);
        assertThat(admin().get(PATH).jsonPath().getList("$")).isEmpty();
    }

    private UUID followUp() {
        Said said = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(said.understood()));
        eventually(() -> followUpsOf(said.id()).size() == 1);
        return UUID.fromString((String) followUpsOf(said.id()).getFirst().get("id"));
    }

    private static JsonPath view(UUID action) {
        return admin().get("/api/v1/actions/" + action).jsonPath();
    }

    static Response put(String body) {
        return admin().header("If-Match", admin().get(PATH).header("ETag"))
                .body(body)
                .put(PATH);
    }

    private String away(String user, Instant until, @Nullable String deputy) {
        return away(user, clock.instant(), until, deputy);
    }

    static String away(String user, Instant from, Instant until, @Nullable String deputy) {
        String standIn = deputy == null ? "" : ",\"deputy\":\"" + deputy + "\"";
        return "[{\"user\":\"" + user + "\",\"from\":\"" + from + "\",\"until\":\"" + until + "\"" + standIn + "}]";
    }
}

package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;

@QuarkusTest
class RulesTrialTest extends ServiceTest {

    @Test
    void a_dry_run_names_what_would_change_hands_and_moves_nothing() {
        OwnershipRulesTest.put("* @triage\n");
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        String site = "site-" + theme;
        Said asking = Said.about(theme, now).at(site).wantingReply();
        Said elsewhere = Said.about(theme, now).wantingReply();
        topics.publish(List.of(Said.theme(theme, 1, "sticky tables", now)));
        topics.publish(Said.about(theme, 10, now).stream()
                .map(said -> said.at(site).understood())
                .toList());
        topics.publish(List.of(asking.understood(), elsewhere.understood()));
        UUID improvement = openImprovement(theme);
        eventually(() -> followUpsOf(asking.id()).size() == 1
                && followUpsOf(elsewhere.id()).size() == 1);
        UUID followUp =
                UUID.fromString((String) followUpsOf(asking.id()).getFirst().get("id"));
        long unclosed = unclosed();

        JsonPath trial = tried("* @triage\nsite:" + site + " nora\ntheme:\"sticky*\" kind:nothing pat\n");

        assertThat(trial.getLong("actions")).isEqualTo(unclosed);
        assertThat(move(trial, improvement))
                .containsEntry("kind", "improvement")
                .containsEntry("title", "sticky tables")
                .containsEntry("from", Map.of("team", "triage"))
                .containsEntry("to", Map.of("team", "triage", "owner", "nora"))
                .containsEntry("line", 2);
        assertThat(move(trial, followUp)).containsEntry("to", Map.of("team", "triage", "owner", "nora"));
        assertThat(trial.getList("would.id"))
                .doesNotContain(followUpsOf(elsewhere.id()).getFirst().get("id"));
        assertThat(trial.getLong("moves")).isEqualTo(trial.getList("would").size() + trial.getLong("leftOut"));
        assertThat(admin().get("/api/v1/actions/" + improvement).jsonPath().getString("owner"))
                .isNull();
        assertThat(admin().get("/api/v1/ownership-rules").asString()).isEqualTo("* @triage\n");
    }

    @Test
    void what_the_rules_would_leave_where_it_is_and_what_is_closed_is_not_named() {
        OwnershipRulesTest.put("* @triage\n");
        Said asking = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        Said answered = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(asking.understood(), answered.understood()));
        eventually(() -> followUpsOf(asking.id()).size() == 1
                && followUpsOf(answered.id()).size() == 1);
        UUID kept = UUID.fromString((String) followUpsOf(asking.id()).getFirst().get("id"));
        UUID closed =
                UUID.fromString((String) followUpsOf(answered.id()).getFirst().get("id"));
        complete(closed);

        Response same = max().body("{}").post("/api/v1/ownership-rules/try");
        JsonPath other = tried("* @web");

        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(same.jsonPath().getList("would.id")).doesNotContain(kept.toString(), closed.toString());
        assertThat(other.getLong("moves")).isEqualTo(unclosed() - ofTeam("web"));
        assertThat(other.getList("would.id")).doesNotContain(closed.toString());
    }

    @Test
    void bad_rules_are_refused_with_their_lines() {
        Response answer = max().body(Map.of("rules", "* ada\ncolour:red ada")).post("/api/v1/ownership-rules/try");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("violations[0].field")).isEqualTo("line 2");
        for (String role : List.of("frontline", "integration")) {
            assertThat(as("somebody", role)
                            .body("{}")
                            .post("/api/v1/ownership-rules/try")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private static JsonPath tried(String rules) {
        Response answer = max().body(Map.of("rules", rules)).post("/api/v1/ownership-rules/try");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static Map<String, Object> move(JsonPath trial, UUID action) {
        List<Map<String, Object>> found = trial.getList("would.findAll { it.id == '" + action + "' }");
        assertThat(found).as(trial.prettify()).hasSize(1);
        return found.getFirst();
    }

    private static long unclosed() {
        return counted("");
    }

    private static long ofTeam(String team) {
        return counted("it.team == '" + team + "' && it.owner == null");
    }

    /** How many actions are not closed, of those that a condition holds for. */
    private static long counted(String condition) {
        String path = "/api/v1/actions?limit=500&status=open,accepted,in_progress,reopened";
        long count = 0;
        String cursor = "";
        while (cursor != null) {
            JsonPath page = admin().get(path + cursor).jsonPath();
            count += condition.isEmpty()
                    ? page.getList("items").size()
                    : page.getList("items.findAll { " + condition + " }").size();
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        return count;
    }
}

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
class ClosureTest extends ServiceTest {

    @Test
    void a_root_cause_of_the_list_is_stored_as_the_list_spells_it_and_any_other_as_written() {
        put("[\"Training\", \"Software\"]").then().statusCode(200);

        assertThat(completed("tRaining ")).isEqualTo("Training");
        assertThat(completed("The lift was too small")).isEqualTo("The lift was too small");
        put("[]").then().statusCode(200);
        assertThat(completed("training")).isEqualTo("training");
    }

    @Test
    void the_list_is_replaced_as_a_whole_by_who_has_seen_it() {
        put("[\"Training\"]").then().statusCode(200);
        assertThat(max().get("/api/v1/root-causes").jsonPath().getList("$")).isEqualTo(List.of("Training"));

        assertThat(put("[\"Training\", \"training\"]").jsonPath().getString("violations[0].field"))
                .isEqualTo("[1]");
        assertThat(put("[null]").statusCode()).isEqualTo(400);
        assertThat(admin().body("[]").put("/api/v1/root-causes").statusCode()).isEqualTo(428);
        assertThat(admin().header("If-Match", "\"0\"")
                        .body("[]")
                        .put("/api/v1/root-causes")
                        .statusCode())
                .isEqualTo(412);
        assertThat(as("ana", "analyst").get("/api/v1/root-causes").statusCode()).isEqualTo(200);
        assertThat(as("ana", "analyst").body("[]").put("/api/v1/root-causes").statusCode())
                .isEqualTo(403);
        assertThat(as("fay", "frontline").get("/api/v1/root-causes").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_draft_is_made_of_the_action_and_is_the_same_each_time() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "crowded lifts", now)));
        topics.publish(Said.about(theme, 12, now).stream().map(Said::understood).toList());
        UUID action = openImprovement(theme);
        eventually(() -> admin().get("/api/v1/actions/" + action).jsonPath().getLong("people") == 12);
        String path = "/api/v1/actions/" + action + "/answer-draft";

        JsonPath before = max().get(path).jsonPath();
        assertThat(before.getString("answer")).isEqualTo("""
                        Thank you for telling us about “crowded lifts”.
                        12 people told us the same, and all of them get this answer.
                        [Say here what was done.]
                        Should it come up again, please tell us.""");
        assertThat(before.getLong("basedOn.people")).isEqualTo(12);
        assertThat(max().get(path).asString()).isEqualTo(max().get(path).asString());

        complete(action);
        assertThat(max().get(path).jsonPath().getString("answer"))
                .contains("This is what we did: Opened the second one");
        assertThat(admin().get("/api/v1/actions/" + action).jsonPath().getString("answer"))
                .isEqualTo("There are two now.");
        assertThat(as("fay", "frontline").get(path).statusCode()).isEqualTo(403);
        assertThat(max().get("/api/v1/actions/" + UUID.randomUUID() + "/answer-draft")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_draft_for_one_person_does_not_speak_of_others() {
        assertThat(max().get("/api/v1/actions/" + followUp() + "/answer-draft")
                        .jsonPath()
                        .getString("answer"))
                .isEqualTo("Thank you for writing to us.\n[Say here what was done.]\n"
                        + "Should it come up again, please tell us.");
    }

    private static Response put(String causes) {
        String etag = admin().get("/api/v1/root-causes").header("ETag");
        return admin().header("If-Match", etag).body(causes).put("/api/v1/root-causes");
    }

    private String completed(String rootCause) {
        UUID action = followUp();
        move(admin(), action, "accept", Map.of());
        return move(
                        admin(),
                        action,
                        "complete",
                        Map.of("rootCause", rootCause, "resolution", "Done", "answer", "It is done."))
                .jsonPath()
                .getString("rootCause");
    }

    private UUID followUp() {
        Said asking = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(asking.understood()));
        eventually(() -> followUpsOf(asking.id()).size() == 1);
        return UUID.fromString((String) followUpsOf(asking.id()).getFirst().get("id"));
    }
}

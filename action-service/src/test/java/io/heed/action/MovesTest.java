package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.Topic;
import io.heed.rest.Cursor;

@QuarkusTest
class MovesTest extends ServiceTest {

    private UUID action = new UUID(0, 0);

    @BeforeEach
    void a_follow_up() {
        OwnershipRulesTest.put("* @triage\n");
        Said said = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(said.understood()));
        eventually(() -> followUpsOf(said.id()).size() == 1);
        action = UUID.fromString((String) followUpsOf(said.id()).getFirst().get("id"));
    }

    @Test
    void an_action_is_accepted_started_and_completed_and_its_history_tells_who_and_when() {
        assertThat(move(max(), action, "accept", Map.of()).jsonPath().getString("owner"))
                .isEqualTo("max");
        assertThat(move(max(), action, "start", Map.of()).jsonPath().getString("status"))
                .isEqualTo("in_progress");
        Response completed = move(max(), action, "complete", CLOSURE);

        assertThat(completed.statusCode()).isEqualTo(200);
        assertThat(completed.jsonPath().getString("status")).isEqualTo("completed");
        assertThat(completed.jsonPath().getString("rootCause")).isEqualTo(CLOSURE.get("rootCause"));
        assertThat(completed.jsonPath().getList("history.what"))
                .isEqualTo(List.of("opened", "accepted", "started", "completed"));
        assertThat(completed.jsonPath().getList("history.principal.subject"))
                .isEqualTo(List.of("playbook", "max", "max", "max"));
        eventually(() -> topics.of(Topic.ACTION_ACTIONS, action, ActionChanged.class).stream()
                        .filter(event -> !event.changed().contains(ActionChange.SIGNALS))
                        .count()
                == 4);
        assertThat(topics.of(Topic.ACTION_ACTIONS, action, ActionChanged.class))
                .extracting(ActionChanged::version)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void an_illegal_move_is_a_409_that_says_what_is_legal() {
        Response refused = move(max(), action, "complete", CLOSURE);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("detail")).contains("Legal now: accept, assign, dismiss, comment");
        assertThat(move(max(), action, "start", Map.of()).statusCode()).isEqualTo(409);
        assertThat(move(max(), action, "reopen", Map.of("reason", "x")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_change_without_if_match_is_a_428_and_a_stale_one_a_412() {
        String seen = admin().get("/api/v1/actions/" + action).header("ETag");
        assertThat(max().body("{}")
                        .post("/api/v1/actions/" + action + "/accept")
                        .statusCode())
                .isEqualTo(428);
        Response accepted = max().header("If-Match", seen).body("{}").post("/api/v1/actions/" + action + "/accept");
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(accepted.header("ETag")).isNotEqualTo(seen);
        assertThat(max().header("If-Match", seen)
                        .body("{}")
                        .post("/api/v1/actions/" + action + "/start")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void closing_without_its_texts_is_a_422_that_names_the_fields() {
        move(max(), action, "accept", Map.of());

        Response refused = move(max(), action, "complete", Map.of("rootCause", " ", "resolution", "Done"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getList("violations.field")).isEqualTo(List.of("rootCause", "answer"));
        assertThat(move(max(), action, "dismiss", Map.of("reason", "  ")).statusCode())
                .isEqualTo(422);
        assertThat(move(max(), action, "assign", Map.of()).statusCode()).isEqualTo(422);
        assertThat(move(max(), action, "assign", Map.of("team", "no-such-team")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_text_of_characters_that_no_database_keeps_is_no_text() {
        move(max(), action, "accept", Map.of());

        Response refused =
                move(max(), action, "complete", Map.of("rootCause", "\0", "resolution", "\0 ", "answer", "\0"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getList("violations.field"))
                .isEqualTo(List.of("rootCause", "resolution", "answer"));
        assertThat(move(max(), action, "comment", Map.of("text", "\0")).statusCode())
                .isEqualTo(422);
        Response assigned = move(max(), action, "assign", Map.of("owner", "nora", "reason", "on\0 leave"));
        assertThat(assigned.statusCode()).isEqualTo(200);
        assertThat(assigned.jsonPath().getList("history.why")).contains("on leave");
        assertThat(move(max(), action, "assign", Map.of("owner", "max", "reason", "x".repeat(20_000)))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_list_that_is_asked_for_wrongly_says_how() {
        String forged = Cursor.encode(
                "NEWEST",
                "+999999999-12-31T23:59:59.999999999Z",
                UUID.randomUUID().toString());
        for (String query : List.of("limit=abc", "limit=0", "limit=1.5", "limit=501", "sort=newest&cursor=" + forged)) {
            Response refused = admin().get("/api/v1/actions?" + query);
            assertThat(refused.statusCode()).as(query).isEqualTo(400);
            assertThat(refused.jsonPath().getList("violations.field")).as(query).hasSize(1);
        }
    }

    @Test
    void assigning_names_an_owner_and_comments_stay_in_the_history() {
        assertThat(move(max(), action, "assign", Map.of("owner", "nora"))
                        .jsonPath()
                        .getString("owner"))
                .isEqualTo("nora");
        Response commented = move(max(), action, "comment", Map.of("text", "I rang twice."));

        assertThat(commented.jsonPath().getString("history[2].details.text")).isEqualTo("I rang twice.");
        assertThat(as("nora", "manager")
                        .get("/api/v1/actions?queue=mine")
                        .jsonPath()
                        .getList("items"))
                .isNotEmpty();
    }

    @Test
    void work_of_another_team_is_a_403_for_a_manager() {
        assertThat(move(as("mia", "manager"), action, "accept", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(move(admin(), action, "accept", Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void the_queue_is_paged_without_gaps_and_filtered_by_what_is_asked() {
        List<String> all = admin().get("/api/v1/actions?limit=500&kind=follow_up")
                .jsonPath()
                .getList("items.id");
        List<String> paged = new java.util.ArrayList<>();
        String next = "";
        do {
            var page =
                    admin().get("/api/v1/actions?limit=2&kind=follow_up" + next).jsonPath();
            paged.addAll(page.getList("items.id"));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (next != null);
        assertThat(paged).isEqualTo(all);
        assertThat(admin().get("/api/v1/actions?status=verified").jsonPath().getList("items"))
                .isEmpty();
        assertThat(admin().get("/api/v1/actions?due=overdue").jsonPath().getList("items"))
                .isEmpty();
        assertThat(admin().get("/api/v1/actions?queue=nobody").statusCode()).isEqualTo(400);
        assertThat(admin().get("/api/v1/actions?cursor=x").statusCode()).isEqualTo(400);
        assertThat(admin().get("/api/v1/actions/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }
}

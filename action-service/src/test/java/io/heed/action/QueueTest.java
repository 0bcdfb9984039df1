package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.rest.Cursor;

@QuarkusTest
class QueueTest extends FilledQueueTest {

    private static List<String> found(String question) {
        return max().queryParam("q", question)
                .get("/api/v1/actions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
    }

    @Test
    void each_tab_counts_what_its_list_has() {
        String word = word();
        List<UUID> actions = improvements(word, 7);
        move(max(), actions.get(0), "accept", Map.of());
        move(admin(), actions.get(1), "assign", Map.of("owner", "nora"));
        move(admin(), actions.get(2), "comment", Map.of("text", "Please look, @max."));

        for (Supplier<RequestSpecification> caller :
                List.<Supplier<RequestSpecification>>of(ServiceTest::max, ServiceTest::admin)) {
            JsonPath counts = caller.get()
                    .get("/api/v1/actions/counts?q=" + word)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            for (String tab : List.of("mine", "team", "unowned", "mentioned", "all")) {
                assertThat(ids(caller, "/api/v1/actions?queue=" + tab + "&q=" + word))
                        .as(tab)
                        .hasSize(counts.getInt(tab));
            }
            assertThat(counts.getInt("all")).isEqualTo(7);
            assertThat(counts.getInt("unowned")).isEqualTo(5);
        }
        assertThat(max().get("/api/v1/actions/counts?q=" + word).jsonPath().getInt("mentioned"))
                .isEqualTo(1);
    }

    @Test
    void what_owes_somebody_an_answer_for_too_long_has_a_tab() {
        Said asking = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(asking.understood()));
        eventually(() -> followUpsOf(asking.id()).size() == 1);
        String late = "/api/v1/actions?due=answer_overdue&signal=" + asking.id();
        assertThat(ids(ServiceTest::max, late)).isEmpty();

        clock.move(Duration.ofDays(8));
        assertThat(ids(ServiceTest::max, late)).hasSize(1);
        assertThat(max().get("/api/v1/actions/counts?signal=" + asking.id())
                        .jsonPath()
                        .getInt("answerOverdue"))
                .isEqualTo(1);
        complete(UUID.fromString((String) followUpsOf(asking.id()).getFirst().get("id")));
        assertThat(ids(ServiceTest::max, late)).isEmpty();
    }

    @Test
    void actions_are_found_by_the_beginnings_of_words_in_all_that_was_written_about_them() {
        String word = word();
        List<UUID> actions = improvements(word, 2);
        String said = word();
        move(
                max(),
                actions.getFirst(),
                "comment",
                Map.of("text", "Der Überlauf ist " + said + "! 3.5 km, siehe www.example.org/help am 2026-05-20"));

        assertThat(found(said.substring(0, 20) + " über"))
                .containsExactly(actions.getFirst().toString());
        assertThat(found(word + " 1")).containsExactly(actions.get(1).toString());
        assertThat(found(word + " & " + said))
                .containsExactly(actions.getFirst().toString());
        assertThat(found(said + " 3.5 example.org help 2026-05-20")).hasSize(1);
        assertThat(found(word + " nobody")).isEmpty();
        for (String nothing : List.of("&|", "':*", " ", "a b c d e f g h i j k")) {
            assertThat(max().queryParam("q", nothing).get("/api/v1/actions").statusCode())
                    .as(nothing)
                    .isEqualTo(400);
        }
    }

    @Test
    void pages_by_priority_neither_skip_nor_repeat_while_priorities_change() {
        String word = word();
        List<UUID> themes =
                IntStream.range(0, 9).mapToObj(each -> UUID.randomUUID()).toList();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            topics.publish(List.of(Said.theme(themes.get(i), 1, word + i, 0.9 - i * 0.1, clock.instant())));
            Map<String, String> body =
                    Map.of("kind", "improvement", "themeId", themes.get(i).toString());
            eventually(() -> admin().body(body).post("/api/v1/actions").statusCode() != 404);
            expected.add(openImprovement(themes.get(i)).toString());
        }
        String list = "/api/v1/actions?sort=priority&limit=3&q=" + word;
        JsonPath first = max().get(list).jsonPath();
        List<String> seen = new ArrayList<>(first.getList("items.id"));
        assertThat(seen).isEqualTo(expected.subList(0, 3));

        // the first goes to the end, the last to the front
        topics.publish(List.of(
                Said.theme(themes.get(0), 2, word + 0, 0.01, clock.instant()),
                Said.theme(themes.get(8), 2, word + 8, 0.99, clock.instant())));
        eventually(() -> max().get(list).jsonPath().getString("items[0].id").equals(expected.get(8)));
        JsonPath second = max().get(list + "&cursor=" + first.getString("next")).jsonPath();
        seen.addAll(second.getList("items.id"));
        topics.publish(List.of(
                Said.theme(themes.get(7), 2, word + 7, 0.98, clock.instant()),
                Said.theme(themes.get(8), 3, word + 8, 0.02, clock.instant())));
        eventually(() -> max().get(list).jsonPath().getString("items[0].id").equals(expected.get(7)));
        JsonPath third = max().get(list + "&cursor=" + second.getString("next")).jsonPath();
        seen.addAll(third.getList("items.id"));

        assertThat(seen).isEqualTo(expected);
        assertThat(third.getString("next")).isNull();
    }

    @Test
    void a_shared_action_is_complete_when_all_of_its_tasks_are() {
        admin().header("If-Match", admin().get("/api/v1/teams").header("ETag"))
                .body(Map.of(
                        "teams",
                        List.of(
                                Map.of("name", "triage", "members", List.of("max")),
                                Map.of("name", "sheds", "members", List.of("nora")))))
                .put("/api/v1/teams")
                .then()
                .statusCode(200);
        UUID action = improvements(word(), 1).getFirst();
        move(max(), action, "accept", Map.of());
        assertThat(move(max(), action, "tasks", Map.of("title", "Mend the roof", "team", "nobody"))
                        .statusCode())
                .isEqualTo(422);
        JsonPath shared = move(max(), action, "tasks", Map.of("title", "Mend the roof", "team", "sheds"))
                .jsonPath();
        String task = shared.getString("tasks[0].id");
        assertThat(shared.getInt("openTasks")).isEqualTo(1);
        Supplier<RequestSpecification> nora = () -> as("nora", "manager");

        assertThat(move(max(), action, "complete", CLOSURE).statusCode()).isEqualTo(409);
        assertThat(ids(nora, "/api/v1/actions?queue=team")).contains(action.toString());
        assertThat(move(nora.get(), action, "complete", CLOSURE).statusCode()).isEqualTo(403);
        assertThat(move(nora.get(), action, "comment", Map.of("text", "On it")).statusCode())
                .isEqualTo(200);
        assertThat(move(nora.get(), action, "tasks/" + UUID.randomUUID() + "/done", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(nora.get()
                        .post("/api/v1/actions/" + action + "/tasks/" + task + "/done")
                        .statusCode())
                .isEqualTo(428);
        assertThat(move(nora.get(), action, "tasks/" + task + "/done", Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(move(nora.get(), action, "tasks/" + task + "/done", Map.of()).statusCode())
                .isEqualTo(409);

        Response completed = move(max(), action, "complete", CLOSURE);
        assertThat(completed.statusCode()).isEqualTo(200);
        assertThat(completed.jsonPath().getString("tasks[0].doneBy")).isEqualTo("nora");
        assertThat(move(max(), action, "tasks", Map.of("title", "Late", "team", "sheds"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void cursors_that_are_not_ours_are_refused() {
        String id = new UUID(0, 1).toString();
        String now = clock.instant().toString();
        for (List<String> forged : List.of(
                List.of("PRIORITY", "0.5", id, now, "5:3:"),
                List.of("PRIORITY", "0.5", id, now, "0:0:"),
                List.of("PRIORITY", "0.5", id, now, "1:9:,,,"),
                List.of("PRIORITY", "0.5", id, now, "1:9:3,2"),
                List.of("PRIORITY", "0.5", id, now, "5:9:1"),
                List.of("PRIORITY", "NaN", id, now, "1:1:"),
                List.of("PRIORITY", "1e400", id, now, "1:1:"),
                List.of("PRIORITY", "0.5", id, "+999999999-01-01T00:00:00Z", "1:1:"))) {
            String cursor = Cursor.encode(forged.toArray(String[]::new));
            assertThat(max().get("/api/v1/actions?sort=priority&cursor=" + cursor)
                            .statusCode())
                    .as(forged.toString())
                    .isEqualTo(400);
        }
    }
}

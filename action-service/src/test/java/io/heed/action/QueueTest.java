package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Obligation;
import io.heed.contracts.SignalLinked;
import io.heed.contracts.Topic;
import io.heed.messaging.Transactions;
import io.heed.rest.Cursor;

@QuarkusTest
class QueueTest extends ServiceTest {

    @BeforeEach
    void rules() {
        OwnershipRulesTest.put("* @triage\n");
    }

    /** A word that nobody else uses. */
    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    /** So many improvements with a word in their titles. */
    private List<UUID> improvements(String word, int count) {
        List<UUID> themes =
                IntStream.range(0, count).mapToObj(each -> UUID.randomUUID()).toList();
        topics.publish(IntStream.range(0, count)
                .mapToObj(each -> Said.theme(themes.get(each), 1, word + " " + each, clock.instant()))
                .toList());
        List<UUID> opened = new ArrayList<>();
        for (UUID theme : themes) {
            Map<String, String> body = Map.of("kind", "improvement", "themeId", theme.toString());
            eventually(() -> admin().body(body).post("/api/v1/actions").statusCode() != 404);
            opened.add(openImprovement(theme));
        }
        return opened;
    }

    private static List<String> ids(Supplier<RequestSpecification> caller, String path) {
        List<String> all = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = caller.get()
                    .get(path + "&limit=3" + next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            all.addAll(page.getList("items.id"));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (next != null);
        return all;
    }

    private static List<String> found(String question) {
        return max().queryParam("q", question)
                .get("/api/v1/actions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
    }

    private static Response bulk(RequestSpecification caller, Map<String, ?> body) {
        return caller.body(body).post("/api/v1/actions/bulk");
    }

    private static String status(UUID action) {
        return admin().get("/api/v1/actions/" + action).jsonPath().getString("status");
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
    void many_are_tried_moved_and_put_back() {
        String word = word();
        List<UUID> actions = improvements(word, 6);
        move(max(), actions.get(0), "accept", Map.of());
        Map<String, String> filter = Map.of("q", word);

        JsonPath tried = bulk(max(), Map.of("move", "accept", "filter", filter, "dryRun", true))
                .jsonPath();
        assertThat(tried.getInt("matched")).isEqualTo(6);
        assertThat(tried.getInt("done")).isEqualTo(5);
        assertThat(tried.<Map<String, Object>>getList("items").stream()
                        .filter(item -> "refused".equals(item.get("outcome")))
                        .toList())
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .containsEntry("id", actions.get(0).toString())
                        .containsEntry("status", 409));
        assertThat(status(actions.get(1))).isEqualTo("open");
        assertThat(bulk(max(), Map.of("move", "accept", "filter", filter, "expect", 5))
                        .statusCode())
                .isEqualTo(409);

        assertThat(bulk(max(), Map.of("move", "accept", "filter", filter, "expect", 6))
                        .jsonPath()
                        .getInt("done"))
                .isEqualTo(5);
        assertThat(actions).allSatisfy(action -> assertThat(status(action)).isEqualTo("accepted"));
        move(max(), actions.get(1), "start", Map.of());

        JsonPath undone = max().post("/api/v1/actions/bulk/undo").jsonPath();
        assertThat(undone.getInt("done")).isEqualTo(4);
        assertThat(undone.getInt("refused")).as("started since").isEqualTo(1);
        assertThat(status(actions.get(0))).as("not of the bulk").isEqualTo("accepted");
        assertThat(status(actions.get(1))).isEqualTo("in_progress");
        JsonPath back = admin().get("/api/v1/actions/" + actions.get(2)).jsonPath();
        assertThat(back.getString("status")).isEqualTo("open");
        assertThat(back.getString("owner")).isNull();
        assertThat(back.getString("history[-1].why")).startsWith("undid the bulk of ");
        assertThat(max().post("/api/v1/actions/bulk/undo").statusCode()).isEqualTo(409);
    }

    @Test
    void obligations_are_not_dismissed_in_bulk_and_what_was_dismissed_comes_back_to_its_writers() {
        Said obliged = Said.about(UUID.randomUUID(), clock.instant()).obliging(Obligation.COMPLAINT);
        Said asking = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(obliged.understood(), asking.understood()));
        eventually(() -> followUpsOf(obliged.id()).size() == 1
                && followUpsOf(asking.id()).size() == 1);
        UUID complaint =
                UUID.fromString((String) followUpsOf(obliged.id()).getFirst().get("id"));
        UUID reply =
                UUID.fromString((String) followUpsOf(asking.id()).getFirst().get("id"));

        JsonPath bulk = bulk(
                        max(),
                        Map.of("move", "dismiss", "reason", "a test", "ids", List.of(complaint, reply, complaint)))
                .jsonPath();
        assertThat(bulk.getInt("done")).isEqualTo(1);
        assertThat(status(complaint)).isEqualTo("open");
        assertThat(status(reply)).isEqualTo("dismissed");
        eventually(() -> lastSeenBy(asking) == ActionStatus.DISMISSED);

        assertThat(max().post("/api/v1/actions/bulk/undo").jsonPath().getInt("done"))
                .isEqualTo(1);
        assertThat(status(reply)).isEqualTo("open");
        eventually(() -> lastSeenBy(asking) == ActionStatus.OPEN);
        assertThat(move(max(), complaint, "dismiss", Map.of("reason", "by itself"))
                        .statusCode())
                .isEqualTo(200);
    }

    private ActionStatus lastSeenBy(Said writer) {
        return topics.of(Topic.ACTION_ANSWERS, writer.id(), SignalLinked.class)
                .getLast()
                .status();
    }

    @Test
    void a_bulk_that_makes_no_sense_is_refused_as_a_whole() {
        List<UUID> one = List.of(UUID.randomUUID());
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of("ids", one),
                Map.of("move", "verify", "ids", one),
                Map.of("move", "accept"),
                Map.of("move", "accept", "ids", List.of()),
                Map.of("move", "accept", "ids", one, "filter", Map.of()),
                Map.of("move", "accept", "filter", Map.of("queue", "nobody")))) {
            assertThat(bulk(max(), body).statusCode()).as(body.toString()).isEqualTo(400);
        }
        JsonPath unknown = bulk(max(), Map.of("move", "accept", "ids", one)).jsonPath();
        assertThat(unknown.getInt("items[0].status")).isEqualTo(404);
        List<UUID> open = improvements(word(), 1);
        assertThat(bulk(max(), Map.of("move", "dismiss", "ids", open)).statusCode())
                .isEqualTo(422);
        assertThat(bulk(as("fay", "frontline"), Map.of("move", "accept", "ids", one))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void two_who_move_the_same_many_each_move_what_the_other_did_not() throws Exception {
        String word = word();
        List<UUID> actions = improvements(word, 20);
        Map<String, ?> body = Map.of("move", "accept", "filter", Map.of("q", word));
        List<Integer> done = new ArrayList<>();
        Thread other = Thread.ofVirtual().start(() -> {
            int by = bulk(max(), body).jsonPath().getInt("done");
            synchronized (done) {
                done.add(by);
            }
        });
        int mine = bulk(admin(), body).jsonPath().getInt("done");
        other.join();

        assertThat(mine + done.getFirst()).isEqualTo(actions.size());
        assertThat(new HashSet<>(ids(ServiceTest::max, "/api/v1/actions?status=accepted&q=" + word)))
                .hasSize(actions.size());
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
    void what_moves_nothing_leaves_the_last_bulk_to_be_undone_and_a_merged_themes_improvement_stays_closed() {
        String word = word();
        List<UUID> actions = improvements(word, 2);
        bulk(max(), Map.of("move", "dismiss", "reason", "a test", "ids", actions));
        assertThat(bulk(max(), Map.of("move", "accept", "ids", List.of(UUID.randomUUID())))
                        .jsonPath()
                        .getString("id"))
                .isNull();
        UUID theme = UUID.fromString(
                admin().get("/api/v1/actions/" + actions.getFirst()).jsonPath().getString("theme.id"));
        UUID whole = UUID.randomUUID();
        topics.publish(List.of(
                Said.theme(whole, 1, "whole", clock.instant()),
                Said.theme(theme, 2, word + " 0", whole, clock.instant())));
        eventually(() -> isPart(theme));
        assertThat(move(max(), actions.getFirst(), "reopen", Map.of("reason", "again"))
                        .statusCode())
                .isEqualTo(409);

        JsonPath undone = max().post("/api/v1/actions/bulk/undo").jsonPath();
        assertThat(undone.getInt("done")).isEqualTo(1);
        assertThat(undone.getInt("refused")).isEqualTo(1);
        assertThat(status(actions.getFirst())).isEqualTo("dismissed");
        assertThat(status(actions.get(1))).isEqualTo("open");
    }

    private boolean isPart(UUID theme) {
        return Transactions.over(dataSource)
                .call(handle -> handle.createQuery("SELECT merged_into IS NOT NULL FROM themes WHERE id = :id")
                        .bind("id", theme)
                        .mapTo(Boolean.class)
                        .one());
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

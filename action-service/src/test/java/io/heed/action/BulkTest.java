package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Obligation;
import io.heed.contracts.SignalLinked;
import io.heed.contracts.Topic;
import io.heed.messaging.Transactions;

@QuarkusTest
class BulkTest extends FilledQueueTest {

    private static Response bulk(RequestSpecification caller, Map<String, ?> body) {
        return caller.body(body).post("/api/v1/actions/bulk");
    }

    private static String status(UUID action) {
        return admin().get("/api/v1/actions/" + action).jsonPath().getString("status");
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
}

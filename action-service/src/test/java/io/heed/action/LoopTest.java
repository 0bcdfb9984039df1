package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;

@QuarkusTest
class LoopTest extends ServiceTest {

    /** Each figure's name in the address, and its place in the answer. */
    private static final Map<String, String> FIGURES = Map.ofEntries(
            Map.entry("received", "received"),
            Map.entry("understood", "understood"),
            Map.entry("in_action", "inAction"),
            Map.entry("answered", "answered"),
            Map.entry("answer_overdue", "answerOverdue"),
            Map.entry("time_to_answer", "timeToAnswer.n"),
            Map.entry("time_to_owner", "timeToOwner.n"),
            Map.entry("time_to_accept", "timeToAccept.n"),
            Map.entry("time_to_close", "timeToClose.n"),
            Map.entry("overdue", "overdue"),
            Map.entry("reopened", "reopened"));

    @Test
    void the_loop_counts_signals_and_measures_times() {
        UUID theme = UUID.randomUUID();
        JsonPath before = loop();
        Instant now = clock.instant();
        Said onlyReceived = Said.about(theme, now);
        List<Said> understood = Said.about(theme, 3, now);
        Said asking = Said.about(theme, now).wantingReply();
        topics.publish(List.of(onlyReceived.received(), asking.received()));
        topics.publish(understood.stream().map(Said::received).toList());
        topics.publish(understood.stream().map(Said::understood).toList());
        topics.publish(List.of(asking.understood()));
        eventually(() -> followUpsOf(asking.id()).size() == 1
                && loop().getLong("received") == before.getLong("received") + 5
                && loop().getLong("understood") == before.getLong("understood") + 4);
        clock.move(Duration.ofHours(2));
        complete(UUID.fromString((String) followUpsOf(asking.id()).getFirst().get("id")));

        JsonPath after = loop();
        assertThat(after.getLong("inAction")).isEqualTo(before.getLong("inAction") + 1);
        assertThat(after.getLong("answered")).isEqualTo(before.getLong("answered") + 1);
        assertThat(after.getLong("timeToClose.n")).isPositive();
        assertThat(after.getDouble("timeToAnswer.p90Seconds")).isBetween(0.0, 3.0 * 3_600);
        assertThat(after.getLong("overdue")).isZero();
        assertThat(after.getList("groups")).isNull();
    }

    @Test
    void a_group_has_the_figures_of_its_own() {
        OwnershipRulesTest.put("* @triage\n");
        String site = "site-" + UUID.randomUUID();
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "flickering light", now)));
        List<Said> said =
                Said.about(theme, 10, now).stream().map(each -> each.at(site)).toList();
        Said asking = Said.about(UUID.randomUUID(), now).at(site).wantingReply();
        topics.publish(said.stream().map(Said::understood).toList());
        topics.publish(List.of(asking.understood()));
        openImprovement(theme);
        eventually(() -> followUpsOf(asking.id()).size() == 1);
        UUID followUp =
                UUID.fromString((String) followUpsOf(asking.id()).getFirst().get("id"));
        clock.move(Duration.ofHours(1));
        complete(followUp);
        move(admin(), followUp, "reopen", Map.of("reason", "Not quite"));
        clock.move(Duration.ofHours(1));
        complete(followUp);

        Map<String, Object> group = group("by=site", site);

        assertThat(group)
                .containsEntry("received", 11)
                .containsEntry("understood", 11)
                .containsEntry("inAction", 11)
                .containsEntry("answered", 1)
                .containsEntry("overdue", 0)
                .containsEntry("reopened", 1)
                .doesNotContainKey("groups");
        assertThat(spread(group, "timeToClose").get("n")).isEqualTo(1);
        assertThat(seconds(group, "timeToAccept")).isBetween(7_200.0, 7_300.0);
        assertThat(seconds(group, "timeToClose")).isBetween(7_200.0, 7_300.0);
        assertThat(seconds(group, "timeToAnswer")).isBetween(3_600.0, 3_700.0);
        assertThat(listed("figure=reopened&by=site&key=" + site)).containsExactly(followUp.toString());
        assertThat(listed("figure=answered&by=site&key=" + site))
                .containsExactly(asking.id().toString());
        assertThat(group("by=team", "triage").get("inAction")).isNotEqualTo(0);
        assertThat(group("by=kind", "improvement")).containsEntry("received", 0);
        assertThat(group("by=kind", "customer").get("received")).isNotEqualTo(0);
        var utc = now.atOffset(ZoneOffset.UTC);
        String week =
                "%d-W%02d".formatted(utc.get(IsoFields.WEEK_BASED_YEAR), utc.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        assertThat(group("by=week", week).get("received")).isNotEqualTo(0);
    }

    @Test
    void only_what_was_received_or_opened_in_time_counts() {
        clock.move(Duration.ofDays(1));
        Instant from = clock.instant();
        Said early = Said.about(UUID.randomUUID(), from.minusMillis(1)).wantingReply();
        Said first = Said.about(UUID.randomUUID(), from).wantingReply();
        clock.move(Duration.ofHours(1));
        Instant to = clock.instant();
        Said late = Said.about(UUID.randomUUID(), to).wantingReply();
        topics.publish(List.of(early.understood(), first.understood(), late.understood()));
        eventually(() -> followUpsOf(early.id()).size() == 1
                && followUpsOf(first.id()).size() == 1
                && followUpsOf(late.id()).size() == 1);

        String span = "from=" + from + "&to=" + to;
        JsonPath between = admin().get("/api/v1/loop?" + span).jsonPath();

        assertThat(between.getLong("received")).isEqualTo(1);
        assertThat(between.getLong("inAction")).isEqualTo(1);
        assertThat(listed("figure=received&" + span)).containsExactly(first.id().toString());
        // they were opened after that time, whenever their signals were received
        assertThat(between.getLong("timeToOwner.n")).isZero();
    }

    @Test
    void the_list_behind_each_figure_is_as_long_as_the_figure_says() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        long before = loop().getLong("received");
        topics.publish(List.of(Said.theme(theme, 1, "torn seat", now)));
        topics.publish(Said.about(theme, 10, now).stream().map(Said::understood).toList());
        UUID improvement = openImprovement(theme);
        topics.publish(List.of(Said.about(theme, now).received()));
        complete(improvement);
        move(admin(), improvement, "reopen", Map.of("reason", "Torn again"));
        eventually(() -> loop().getLong("received") == before + 11);

        JsonPath all = loop();
        FIGURES.forEach((figure, place) ->
                assertThat(listed("figure=" + figure)).as(figure).hasSize(all.getInt(place)));
        for (String by : List.of("team", "site", "kind", "week")) {
            JsonPath loop = admin().get("/api/v1/loop?by=" + by).jsonPath();
            List<String> keys = loop.getList("groups.key");
            assertThat(keys).as(by).isNotEmpty().doesNotHaveDuplicates();
            for (int group = 0; group < Math.min(keys.size(), 8); group++) {
                for (Map.Entry<String, String> figure : FIGURES.entrySet()) {
                    String question = "figure=" + figure.getKey() + "&by=" + by + "&key=" + keys.get(group);
                    assertThat(listed(question))
                            .as(question)
                            .hasSize(loop.getInt("groups[" + group + "]." + figure.getValue()));
                }
            }
        }
    }

    @Test
    void a_page_ends_where_the_next_begins() {
        Instant from = clock.instant();
        topics.publish(Said.about(UUID.randomUUID(), 5, from).stream()
                .map(Said::received)
                .toList());
        String question = "figure=received&from=" + from;
        eventually(() -> listed(question).size() == 5);

        JsonPath page = admin().get("/api/v1/loop/list?limit=3&" + question).jsonPath();
        JsonPath next = admin().get("/api/v1/loop/list?limit=3&" + question + "&cursor=" + page.getString("next"))
                .jsonPath();

        assertThat(page.getList("items")).hasSize(3);
        assertThat(next.getList("items")).hasSize(2);
        assertThat(next.getString("next")).isNull();
        assertThat(page.getList("items.signalId")).doesNotContainAnyElementsOf(next.getList("items.signalId"));
    }

    @Test
    void questions_that_make_no_sense_are_refused_by_name() {
        for (Map.Entry<String, String> refused : Map.of(
                        "/api/v1/loop?by=colour", "by",
                        "/api/v1/loop?from=yesterday", "from",
                        "/api/v1/loop?from=2026-02-30", "from",
                        "/api/v1/loop?from=2026-03-02&to=2026-03-02", "to",
                        "/api/v1/loop/list", "figure",
                        "/api/v1/loop/list?figure=received&key=a", "key",
                        "/api/v1/loop/list?figure=received&cursor=a", "cursor")
                .entrySet()) {
            Response answer = admin().get(refused.getKey());
            assertThat(answer.statusCode()).as(refused.getKey()).isEqualTo(400);
            assertThat(answer.jsonPath().getString("violations[0].field"))
                    .as(refused.getKey())
                    .isEqualTo(refused.getValue());
        }
        assertThat(as("somebody", "frontline")
                        .get("/api/v1/loop/list?figure=received")
                        .statusCode())
                .isEqualTo(403);
    }

    private static JsonPath loop() {
        return admin().get("/api/v1/loop").jsonPath();
    }

    private static Map<String, Object> group(String question, String key) {
        List<Map<String, Object>> found = admin().get("/api/v1/loop?" + question)
                .jsonPath()
                .getList("groups.findAll { it.key == '" + key + "' }");
        assertThat(found).as(question + " " + key).hasSize(1);
        return found.getFirst();
    }

    private static Map<String, Object> spread(Map<String, Object> group, String name) {
        return new JsonPath(new ObjectMapper().valueToTree(group).toString()).getMap(name);
    }

    private static double seconds(Map<String, Object> group, String name) {
        return Double.parseDouble(String.valueOf(spread(group, name).get("medianSeconds")));
    }

    /** The ids on all pages. */
    private static List<String> listed(String question) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Response answer = admin().get("/api/v1/loop/list?limit=500&" + question + cursor);
            assertThat(answer.statusCode()).as(question + answer.asString()).isEqualTo(200);
            JsonPath page = answer.jsonPath();
            for (Map<String, String> item : page.<Map<String, String>>getList("items")) {
                assertThat(item).hasSize(1);
                ids.addAll(item.values());
            }
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        assertThat(new HashSet<>(ids)).hasSize(ids.size());
        return ids;
    }
}

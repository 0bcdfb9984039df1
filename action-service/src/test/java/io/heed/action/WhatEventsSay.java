package io.heed.action;

import static io.heed.action.ServiceTest.admin;
import static io.heed.action.ServiceTest.as;
import static io.heed.action.ServiceTest.max;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import io.restassured.path.json.JsonPath;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

import io.heed.action.fixture.Topics;
import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.ActionStanding;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.AnswerDelayed;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.SignalLinked;
import io.heed.contracts.Topic;

/** What holds whatever has happened: what the service says over HTTP against what it published. */
final class WhatEventsSay {

    private final Topics topics;
    private final Set<UUID> erased;
    private final List<JsonPath> actions = all();
    private final Map<UUID, List<ActionChanged>> published;
    /** How each signal stands in the end; for the erased ones nothing. */
    private final Map<UUID, List<ActionStanding>> standings = new TreeMap<>();

    private final Set<UUID> breached = new HashSet<>();

    /** @param erased what was erased, of all that was received */
    WhatEventsSay(Topics topics, Set<UUID> erased) {
        this.topics = topics;
        this.erased = erased;
        this.published = published(topics);
    }

    void isWhatTheServiceSays() {
        everyActionIsSomebodys();
        everyHistoryIsWhole();
        nobodyIsAnsweredTwice();
        whoeverStandsBehindWhatIsCompletedHasItsAnswer();
        countsAre();
        theAbsentGotNoNewWork();
        whoWaitsTooLongIsKnown();
        theLoopIs();
    }

    private void everyActionIsSomebodys() {
        assertThat(actions).hasSizeGreaterThan(50);
        assertThat(actions).allSatisfy(action -> {
            assertThat(action.getString("team")).isIn("triage", "north");
            if (action.getString("acceptedAt") != null) {
                assertThat(action.getString("owner")).isNotBlank();
            }
        });
        Map<String, Long> openOfTheme = actions.stream()
                .filter(action ->
                        action.getString("kind").equals("improvement") && action.getString("closedAt") == null)
                .collect(Collectors.groupingBy(action -> action.getString("theme.id"), Collectors.counting()));
        assertThat(openOfTheme.values()).as("open improvements of a theme").containsOnly(1L);
    }

    /** It tells of each status that was published, in order, with who and when. */
    private void everyHistoryIsWhole() {
        for (JsonPath action : actions) {
            UUID id = UUID.fromString(action.getString("id"));
            List<ActionChanged> events = published.getOrDefault(id, List.of());
            assertThat(events).isNotEmpty();
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).version()).isEqualTo(i + 1);
            }
            assertThat(events.getLast().action().status().name()).isEqualToIgnoringCase(action.getString("status"));
            List<String> told = events.stream()
                    .map(event -> event.changed().getFirst())
                    .filter(change -> change != ActionChange.SIGNALS && change != ActionChange.THEME)
                    .map(change -> change.name().toLowerCase(Locale.ROOT))
                    .toList();
            List<Map<String, Object>> history = action.getList("history");
            assertThat(history.stream()
                            .map(entry -> (String) entry.get("what"))
                            .filter(what -> !what.equals("theme"))
                            .toList())
                    .isEqualTo(told);
            assertThat(history.stream().map(entry -> Instant.parse((String) entry.get("at"))))
                    .isSorted();
            assertThat(history)
                    .allSatisfy(entry -> assertThat(entry.get("principal")).isNotNull());
        }
    }

    /** Follows the answers' topic to its end. */
    private void nobodyIsAnsweredTwice() {
        Map<String, Integer> told = new HashMap<>();
        Map<UUID, Long> versionOf = new HashMap<>();
        for (Topics.Published each : topics.all(Topic.ACTION_ANSWERS)) {
            if (each.event().isEmpty()) {
                standings.remove(each.key());
            }
            for (HeedEvent event : each.event()) {
                switch (event) {
                    case SignalLinked linked -> {
                        standings.put(linked.signalId(), linked.standing());
                        assertThat(linked.version()).isEqualTo(versionOf.merge(linked.signalId(), 1L, Long::sum));
                    }
                    case SignalAnswered answered -> {
                        standings.put(answered.signalId(), answered.standing());
                        assertThat(answered.version()).isEqualTo(versionOf.merge(answered.signalId(), 1L, Long::sum));
                        told.merge(answered.signalId() + " of " + answered.actionId(), 1, Integer::sum);
                    }
                    case AnswerDelayed overdue -> {
                        standings.put(overdue.signalId(), overdue.standing());
                        assertThat(overdue.version()).isEqualTo(versionOf.merge(overdue.signalId(), 1L, Long::sum));
                        assertThat(breached.add(overdue.signalId()))
                                .as("said once that an answer is overdue")
                                .isTrue();
                    }
                    default -> throw new AssertionError("not an event of this topic: " + event);
                }
            }
        }
        assertThat(told.values()).as("answers of one action to one signal").containsOnly(1);
    }

    private void whoeverStandsBehindWhatIsCompletedHasItsAnswer() {
        Map<UUID, JsonPath> byId = new HashMap<>();
        actions.forEach(action -> byId.put(UUID.fromString(action.getString("id")), action));
        standings.values().forEach(standing -> assertThat(standing).allSatisfy(each -> {
            JsonPath action = Objects.requireNonNull(byId.get(each.actionId()));
            if (action.getString("status").equals("completed")) {
                assertThat(each.status()).isEqualTo(ActionStatus.COMPLETED);
                assertThat(each.answer()).isNotNull();
            }
        }));
    }

    private void countsAre() {
        Map<UUID, Long> behind = standings.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(ActionStanding::actionId, Collectors.counting()));
        assertThat(actions).allSatisfy(action -> assertThat(action.getLong("signals"))
                .as("signals behind %s %s", action.getString("kind"), action.getString("id"))
                .isEqualTo(behind.getOrDefault(UUID.fromString(action.getString("id")), 0L)));
    }

    private void theAbsentGotNoNewWork() {
        List<String> reasons = actions.stream()
                .map(action -> action.getString("history[0].why"))
                .filter(why -> why != null && why.contains("absent until"))
                .toList();
        assertThat(reasons).as("work that went to the deputy").isNotEmpty();
    }

    private void whoWaitsTooLongIsKnown() {
        Set<UUID> waiting = breached.stream()
                .filter(signal -> !erased.contains(signal))
                .filter(signal ->
                        standings.getOrDefault(signal, List.of()).stream().noneMatch(each -> each.answer() != null))
                .collect(Collectors.toSet());
        assertThat(waiting).isNotEmpty();
        assertThat(admin().get("/api/v1/loop").jsonPath().getInt("answerOverdue"))
                .isEqualTo(waiting.size());
        assertThat(items("/api/v1/answers?state=overdue", "signalId"))
                .containsExactlyInAnyOrderElementsOf(
                        waiting.stream().map(UUID::toString).toList());
    }

    private void theLoopIs() {
        Set<UUID> understood = known(Topic.INSIGHT_READINGS);
        Set<UUID> received = new TreeSet<>(known(Topic.FEEDBACK_SIGNALS));
        received.addAll(understood);
        JsonPath loop = admin().get("/api/v1/loop").jsonPath();
        assertThat(loop.getLong("received")).isEqualTo(received.size());
        assertThat(loop.getLong("understood")).isEqualTo(understood.size());
        assertThat(loop.getLong("inAction"))
                .isEqualTo(standings.values().stream()
                        .filter(standing -> !standing.isEmpty())
                        .count());
        assertThat(loop.getLong("answered"))
                .isEqualTo(standings.values().stream()
                        .filter(standing -> standing.stream().anyMatch(each -> each.answer() != null))
                        .count());
        assertThat(loop.getLong("reopened"))
                .isEqualTo(published.values().stream()
                        .filter(events -> events.stream()
                                .anyMatch(event -> event.changed().contains(ActionChange.REOPENED)))
                        .count());
        List<Double> toClose = published.values().stream()
                .map(List::getLast)
                .filter(event -> event.action().status() == ActionStatus.COMPLETED)
                .map(event -> seconds(event.action().openedAt(), event.action().closedAt()))
                .sorted(Comparator.naturalOrder())
                .toList();
        assertThat(loop.getInt("timeToClose.n")).isEqualTo(toClose.size());
        assertThat(loop.getDouble("timeToClose.medianSeconds"))
                .isCloseTo(
                        (toClose.get((toClose.size() - 1) / 2) + toClose.get(toClose.size() / 2)) / 2,
                        Offset.offset(0.01));
        assertThat(actions).hasSize(published.size());
    }

    private static double seconds(Instant from, @Nullable Instant to) {
        assertThat(to).isNotNull();
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private Set<UUID> known(Topic topic) {
        Set<UUID> known = new TreeSet<>();
        topics.all(topic).forEach(each -> {
            if (each.event().isEmpty()) {
                known.remove(each.key());
            } else {
                known.add(each.key());
            }
        });
        known.removeAll(erased);
        return known;
    }

    static void tabsAreTheirLists(String manager) {
        JsonPath counts =
                as(manager, "manager").get("/api/v1/actions/counts?status=open").jsonPath();
        List.of("mine", "team", "unowned", "mentioned", "all").forEach(tab -> assertThat(as(manager, "manager")
                        .get("/api/v1/actions?limit=500&status=open&queue=" + tab)
                        .jsonPath()
                        .getList("items"))
                .as(tab)
                .hasSize(counts.getInt(tab)));
    }

    private static Map<UUID, List<ActionChanged>> published(Topics topics) {
        Map<UUID, List<ActionChanged>> byKey = new HashMap<>();
        topics.all(Topic.ACTION_ACTIONS).forEach(each -> each.event().stream()
                .filter(ActionChanged.class::isInstance)
                .map(ActionChanged.class::cast)
                .forEach(event -> byKey.computeIfAbsent(each.key(), unseen -> new ArrayList<>())
                        .add(event)));
        return byKey;
    }

    private static List<JsonPath> all() {
        return items("/api/v1/actions?queue=all", "id").stream()
                .map(id -> admin().get("/api/v1/actions/" + id).jsonPath())
                .toList();
    }

    /** What all pages of a list say there. */
    private static List<String> items(String path, String field) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = max().get(path + "&limit=100" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            found.addAll(page.getList("items." + field));
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        return found;
    }
}

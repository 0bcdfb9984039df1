package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;
import io.heed.contracts.Topic;

/**
 * Thirty days of an invented organisation, over HTTP and Kafka only: bursts, moving and merging themes, erasures, two
 * managers on the same items, bulk moves and their undoing. Then what the service says is held against its events.
 */
@QuarkusTest
@TestProfile(ThirtyDaysTest.OfItsOwn.class)
class ThirtyDaysTest extends ServiceTest {

    /** A service with a database and topics that no other test has written to. */
    public static class OfItsOwn implements QuarkusTestProfile {}

    private static final int DAYS = 30;
    private static final int ABSENT_FROM = 9;
    private static final Duration ABSENT_FOR = Duration.ofDays(6);
    private static final int THEMES = 12;
    private static final int CUSTOMERS = 60;
    private static final List<String> MANAGERS = List.of("max", "nora");
    private static final Set<Integer> LEGAL = Set.of(200, 409, 412);

    private final Random random = new Random(2026);
    private final List<UUID> themes = new ArrayList<>();
    private final Map<UUID, Long> versions = new HashMap<>();
    private final Map<UUID, UUID> mergedInto = new LinkedHashMap<>();
    private final Map<UUID, Said> said = new LinkedHashMap<>();
    private final Set<UUID> erased = new HashSet<>();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

    @Test
    void after_thirty_days_nobody_is_forgotten_and_every_figure_is_what_the_events_say() throws Exception {
        organise();
        for (int day = 0; day < DAYS; day++) {
            if (day == ABSENT_FROM) {
                Instant now = clock.instant();
                AbsencesTest.put(AbsencesTest.away("nora", now, now.plus(ABSENT_FOR), "max"));
            }
            morning(day);
            settle();
            work(day);
            clock.move(Duration.ofDays(1));
        }
        settle();
        assertThat(answers.keySet()).as("statuses that managers had").isSubsetOf(LEGAL);
        assertThat(answers).containsKeys(200, 412);

        new WhatEventsSay(topics, erased).isWhatTheServiceSays();
        MANAGERS.forEach(WhatEventsSay::tabsAreTheirLists);
    }

    private void organise() {
        admin().header("If-Match", admin().get("/api/v1/teams").header("ETag"))
                .body(Map.of(
                        "teams",
                        List.of(
                                Map.of("name", "triage", "members", MANAGERS),
                                Map.of("name", "north", "members", List.of("nora")))))
                .put("/api/v1/teams")
                .then()
                .statusCode(200);
        OwnershipRulesTest.put("* @triage\nsite:north-* @north\nsite:north-2 nora @north\n");
        for (int i = 0; i < THEMES; i++) {
            UUID theme = UUID.randomUUID();
            themes.add(theme);
            tellTheme(theme);
        }
    }

    private void tellTheme(UUID theme) {
        long version = versions.merge(theme, 1L, Long::sum);
        UUID into = mergedInto.get(theme);
        List<UUID> apart = new ArrayList<>();
        String label = "theme number " + themes.indexOf(theme);
        topics.publish(List.of(
                into == null && apart.isEmpty()
                        ? Said.theme(theme, version, label, random.nextDouble(), clock.instant())
                        : Said.theme(theme, version, label, into, apart, clock.instant())));
    }

    private void morning(int day) {
        int burst = day % 7 == 3 ? 60 : 12;
        List<HeedEvent> news = new ArrayList<>();
        UUID loud = standing().get(random.nextInt(standing().size()));
        for (int i = 0; i < burst; i++) {
            UUID theme =
                    burst > 12 ? loud : standing().get(random.nextInt(standing().size()));
            Said one = one(theme);
            said.put(one.id(), one);
            news.add(one.received());
            news.add(one.understood());
        }
        topics.publish(news);
        switch (day % 5) {
            case 1 -> moveSome();
            case 2 -> merge();
            case 4 -> unmerge();
            default -> eraseOne();
        }
    }

    private Said one(UUID theme) {
        Said one = Said.about(theme, clock.instant());
        one = random.nextInt(3) > 0 ? one.by("c-" + random.nextInt(CUSTOMERS)) : one;
        one = random.nextInt(4) == 0 ? one.at("north-" + random.nextInt(3)) : one;
        return switch (random.nextInt(10)) {
            case 0 -> one.wantingReply();
            case 1 -> one.obliging(Obligation.COMPLAINT);
            case 2 -> one.rated(new Rating(RatingScale.NPS, random.nextInt(5)));
            default -> one;
        };
    }

    private List<UUID> standing() {
        return themes.stream().filter(theme -> !mergedInto.containsKey(theme)).toList();
    }

    private void moveSome() {
        List<Said> there = said.values().stream()
                .filter(each -> !erased.contains(each.id()))
                .limit(5)
                .toList();
        List<Said> moved = there.stream()
                .map(each ->
                        each.movedTo(standing().get(random.nextInt(standing().size()))))
                .toList();
        moved.forEach(each -> said.put(each.id(), each));
        publish(moved);
    }

    private void merge() {
        UUID part = standing().get(random.nextInt(standing().size()));
        UUID whole = standing().stream()
                .filter(theme -> !theme.equals(part))
                .findFirst()
                .orElseThrow();
        mergedInto.put(part, whole);
        List<Said> moved = said.values().stream()
                .filter(each -> !erased.contains(each.id()) && each.themes().contains(part))
                .map(each -> each.movedTo(whole))
                .toList();
        moved.forEach(each -> said.put(each.id(), each));
        publish(moved);
        tellTheme(part);
    }

    private void unmerge() {
        if (!mergedInto.isEmpty()) {
            UUID part = mergedInto.keySet().iterator().next();
            mergedInto.remove(part);
            tellTheme(part);
        }
    }

    private void eraseOne() {
        said.keySet().stream()
                .filter(id -> !erased.contains(id))
                .skip(random.nextInt(5))
                .findFirst()
                .ifPresent(id -> {
                    erased.add(id);
                    topics.erase(Topic.FEEDBACK_SIGNALS, id);
                });
    }

    /** Both go through the same pages at once. */
    private void work(int day) throws Exception {
        long seed = random.nextLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(MANAGERS.size())) {
            List<Future<?>> working = new ArrayList<>();
            for (String manager : MANAGERS) {
                working.add(threads.submit(() -> work(manager, new Random(seed))));
            }
            for (Future<?> one : working) {
                one.get();
            }
        }
        if (day % 6 == 5) {
            RequestSpecification max = as("max", "manager");
            note(max.body(Map.of(
                            "move",
                            day % 4 == 1 ? "dismiss" : "accept",
                            "reason",
                            "old",
                            "filter",
                            Map.of("queue", "team", "status", "open", "kind", "follow_up")))
                    .post("/api/v1/actions/bulk"));
            if (day % 12 == 5) {
                note(as("max", "manager").post("/api/v1/actions/bulk/undo"));
            }
        }
    }

    private void work(String manager, Random own) {
        String cursor = "";
        for (int page = 0; page < 2 && cursor != null; page++) {
            JsonPath queue = as(manager, "manager")
                    .get("/api/v1/actions?queue=team&status=open,accepted,in_progress,reopened&sort=priority&limit=8"
                            + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            queue.<String>getList("items.id").forEach(id -> work(manager, id, own));
            cursor = queue.getString("next") == null ? null : "&cursor=" + queue.getString("next");
        }
    }

    private void work(String manager, String id, Random own) {
        String path = "/api/v1/actions/" + id;
        Response seen = as(manager, "manager").get(path);
        String etag = seen.header("ETag");
        List<String> moves = seen.jsonPath().getList("moves");
        int what = own.nextInt(10);
        if (what == 0) {
            note(change(manager, path + "/comment", etag, Map.of("text", "Looked at it, @nora.")));
        } else if (moves.contains("accept")) {
            note(change(manager, path + "/accept", etag, Map.of()));
        } else if (what < 3) {
            note(change(manager, path + "/start", etag, Map.of()));
        } else if (what == 3) {
            note(change(manager, path + "/dismiss", etag, Map.of("reason", "nothing to be done")));
        } else if (moves.contains("complete")) {
            note(change(manager, path + "/complete", etag, CLOSURE));
        }
    }

    private static Response change(String manager, String path, String etag, Map<String, ?> body) {
        return as(manager, "manager").header("If-Match", etag).body(body).post(path);
    }

    private void note(Response response) {
        answers.computeIfAbsent(response.statusCode(), unseen -> new AtomicInteger())
                .incrementAndGet();
    }
}

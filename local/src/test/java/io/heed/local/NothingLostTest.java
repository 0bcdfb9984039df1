package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.Topic;

/** Every part is killed with SIGKILL in turn while 5,000 signals come in; then everything is counted. */
class NothingLostTest {

    private static final int SIGNALS = 5_000;
    private static final int WITH_LOW_RATING = SIGNALS / 50;
    private static final int CALLERS = 8;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);
    private static final String ANSWER = "We have mended it; thank you for your patience.";

    private static HeedInstance heed;
    private static HttpUser door;
    private static String ada;
    private static String ivo;

    @BeforeAll
    static void up(@TempDir Path data) throws Exception {
        heed = HeedInstance.start(data, 0);
        door = new HttpUser(heed.url().toString());
        ada = heed.token("ada");
        ivo = heed.token("ivo");
    }

    @AfterAll
    static void down() {
        heed.close();
    }

    @Test
    void killing_every_part_in_turn_loses_nothing_and_doubles_nothing() throws Exception {
        List<Part> victims = List.of(Part.FEEDBACK, Part.INSIGHT, Part.ACTION, Part.KAFKA, Part.POSTGRES);
        Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> working = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                working.add(callers.submit(() -> {
                    for (int i = next.getAndIncrement(); i < SIGNALS; i = next.getAndIncrement()) {
                        acknowledged.put(i, submitUntilAccepted(i));
                    }
                }));
            }
            for (int i = 0; i < victims.size(); i++) {
                int due = (i + 1) * SIGNALS / (victims.size() + 1);
                await().atMost(SETTLED_WITHIN).until(() -> acknowledged.size() >= due);
                heed.kill(victims.get(i));
            }
            for (Future<?> work : working) {
                work.get();
            }
        }
        assertThat(acknowledged).hasSize(SIGNALS);

        await().atMost(SETTLED_WITHIN).ignoreExceptions().untilAsserted(() -> assertThat(door.get("/api/v1/loop", ada)
                        .expect(200)
                        .body()
                        .get("understood")
                        .asInt())
                .isEqualTo(SIGNALS));
        completeOneImprovementWhileActionServiceDies();
        await().atMost(SETTLED_WITHIN).ignoreExceptions().untilAsserted(() -> everythingIsThereOnce(acknowledged));
    }

    /** A caller that does what a 503 or a broken connection asks for: the same again, with the same external id. */
    private static String submitUntilAccepted(int i) {
        Map<String, Object> signal = new HashMap<>();
        signal.put("externalId", "kill-" + i);
        signal.put("source", "survey");
        signal.put("text", text(i));
        if (isLow(i)) {
            signal.put("rating", Map.of("scale", "csat", "value", 1));
        }
        return await().atMost(SETTLED_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(
                        () -> {
                            HttpUser.Answer answer = door.post("/api/v1/signals", ivo, signal);
                            assertThat(answer.status()).isIn(202, 502, 503, 504);
                            return answer.expect(202).body().get("id").asText();
                        },
                        id -> !id.isEmpty());
    }

    /** One statement each: a sentence that says one thing, told apart by a number. */
    private static String text(int i) {
        List<String> sentences = Voices.aboutOtherThings().stream()
                .filter(sentence -> !sentence.contains(" but "))
                .toList();
        String sentence = sentences.get(i % sentences.size());
        return sentence.substring(0, sentence.length() - 1) + " on journey " + (1000 + i) + ".";
    }

    private static boolean isLow(int i) {
        return i % (SIGNALS / WITH_LOW_RATING) == 0;
    }

    private static void completeOneImprovementWhileActionServiceDies() throws Exception {
        JsonNode improvement = await().atMost(SETTLED_WITHIN)
                .ignoreExceptions()
                .until(
                        () -> door.all("/api/v1/actions?queue=all&kind=improvement&status=open", ada)
                                .getFirst(),
                        JsonNode::isObject);
        String path = "/api/v1/actions/" + improvement.get("id").asText();
        String etag = door.get(path, ada).expect(200).etag().orElseThrow();
        etag = door.change(path + "/accept", ada, etag, Map.of())
                .expect(200)
                .etag()
                .orElseThrow();
        door.change(
                        path + "/complete",
                        ada,
                        etag,
                        Map.of("rootCause", "wear", "resolution", "mended", "answer", ANSWER))
                .expect(200);
        heed.kill(Part.ACTION);
    }

    private static void everythingIsThereOnce(Map<Integer, String> acknowledged) {
        List<JsonNode> signals = door.all("/api/v1/signals", ada);
        assertThat(signals)
                .extracting(signal -> signal.get("id").asText())
                .as("every 202 is there, once")
                .containsExactlyInAnyOrderElementsOf(acknowledged.values());

        List<JsonNode> statements = door.lines("/api/v1/statements", ada);
        assertThat(statements).hasSize(SIGNALS);
        assertThat(statements)
                .extracting(statement -> statement.get("signalId").asText())
                .containsExactlyInAnyOrderElementsOf(acknowledged.values());

        Map<String, Long> statementsOfTheme = statements.stream()
                .filter(statement -> statement.hasNonNull("themeId"))
                .collect(Collectors.groupingBy(
                        statement -> statement.get("themeId").asText(), Collectors.counting()));
        Map<String, Long> countOfTheme = door.all("/api/v1/themes", ada).stream()
                .filter(theme -> theme.get("statements").asLong() > 0)
                .collect(Collectors.toMap(theme -> theme.get("id").asText(), theme -> theme.get("statements")
                        .asLong()));
        assertThat(countOfTheme).as("statements of each theme").isEqualTo(statementsOfTheme);

        List<JsonNode> actions = door.all("/api/v1/actions?queue=all", ada);
        onceForEachThatAsksForAPerson(
                actions.stream()
                        .filter(action -> action.get("kind").asText().equals("follow_up"))
                        .toList(),
                acknowledged);
        List<JsonNode> improvements = actions.stream()
                .filter(action -> action.get("kind").asText().equals("improvement"))
                .filter(action -> !action.path("dismissReason").asText().startsWith("merged into"))
                .toList();
        Map<String, Long> improvementsOfTheme = improvements.stream()
                .collect(Collectors.groupingBy(
                        action -> action.path("theme").path("id").asText(), Collectors.counting()));
        Map<String, Long> once =
                improvementsOfTheme.keySet().stream().collect(Collectors.toMap(Function.identity(), theme -> 1L));
        assertThat(improvementsOfTheme).as("one improvement a theme").isEqualTo(once);
        Map<String, Set<String>> everInTheme = everInTheme();
        improvements.forEach(action -> {
            String theme = action.path("theme").path("id").asText();
            assertThat(action.get("signals").asLong())
                    .as("signals behind the improvement of %s: who speaks of it, and who was put there before", theme)
                    .isBetween(statementsOfTheme.getOrDefault(theme, 0L), (long)
                            everInTheme.getOrDefault(theme, Set.of()).size());
        });

        theAnswerToldOnce(actions);
    }

    /**
     * The signals that were ever in a theme or in one that became part of it: whoever was put behind its improvement stays
     * there, wherever they move.
     */
    private static Map<String, Set<String>> everInTheme() {
        Map<String, String> mergedInto = new HashMap<>();
        EventsOnTopic.read(heed.kafka().bootstrapServers(), Topic.INSIGHT_THEMES, ThemeChanged.class).stream()
                .filter(theme -> theme.mergedInto() != null)
                .forEach(theme -> mergedInto.put(theme.themeId().toString(), String.valueOf(theme.mergedInto())));
        Map<String, Set<String>> ever = new HashMap<>();
        for (SignalUnderstood reading :
                EventsOnTopic.read(heed.kafka().bootstrapServers(), Topic.INSIGHT_READINGS, SignalUnderstood.class)) {
            reading.statements().stream()
                    .flatMap(statement ->
                            Stream.iterate(String.valueOf(statement.themeId()), Objects::nonNull, mergedInto::get))
                    .forEach(theme -> ever.computeIfAbsent(theme, unseen -> new HashSet<>())
                            .add(reading.signalId().toString()));
        }
        return ever;
    }

    /** Low ratings, and what reads as severe. */
    private static void onceForEachThatAsksForAPerson(List<JsonNode> followUps, Map<Integer, String> acknowledged) {
        List<String> low = acknowledged.entrySet().stream()
                .filter(signal -> isLow(signal.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(low).hasSize(WITH_LOW_RATING);
        assertThat(followUps)
                .extracting(followUp -> followUp.get("signalId").asText())
                .as("one follow-up a signal")
                .doesNotHaveDuplicates()
                .as("for each low rating")
                .containsAll(low);
        assertThat(followUps)
                .filteredOn(followUp -> !low.contains(followUp.get("signalId").asText()))
                .extracting(followUp -> followUp.get("title").asText())
                .as("the others are for severe reports")
                .containsOnly("Answer a severe report");
    }

    private static void theAnswerToldOnce(List<JsonNode> actions) {
        JsonNode completed = actions.stream()
                .filter(action -> action.get("status").asText().equals("completed"))
                .findFirst()
                .orElseThrow();
        assertThat(door.all("/api/v1/signals?status=answered", ada))
                .as("answered: exactly those behind the completed action")
                .hasSize(completed.get("signals").asInt());
        AnswersOnTopic answers = AnswersOnTopic.read(heed.kafka().bootstrapServers());
        assertThat(answers.told())
                .as("answers on the topic")
                .hasSize(completed.get("signals").asInt());
        assertThat(answers.toldTwice()).as("told twice").isEmpty();
    }
}

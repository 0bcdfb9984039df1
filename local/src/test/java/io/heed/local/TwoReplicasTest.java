package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.heed.contracts.ActionChanged;
import io.heed.contracts.EventJson;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.Topic;

/** Two processes of action-service on one database, of which one is killed while answers go out. */
class TwoReplicasTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** What the killed replica had leased, but not sent, is sent after it. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final int SIGNALS = 150;
    private static final int KILLED_AFTER = 20;
    private static final long ANSWER_MILLIS = 20;

    /** By the webhook-id: what it said, as often as it came. */
    private final Map<String, List<JsonNode>> hooked = new ConcurrentHashMap<>();

    private final HttpServer receiver;
    private final SideBySide heed;

    TwoReplicasTest(@TempDir Path scratch) throws IOException {
        heed = new SideBySide(scratch);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void begin() {
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/hook", exchange -> {
            JsonNode body = EventJson.mapper().readTree(exchange.getRequestBody());
            hooked.merge(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    List.of(body),
                    TwoReplicasTest::oneAfterAnother);
            try {
                Thread.sleep(ANSWER_MILLIS);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        heed.startParts();
    }

    @AfterEach
    void end() {
        heed.close();
        receiver.stop(0);
    }

    @Test
    void everybody_is_answered_once_though_one_replica_is_killed_while_answers_go_out() throws Exception {
        Map<String, String> webhook = Map.of(
                "heed.answers.webhook.url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
                "heed.answers.webhook.secret",
                "whsec_" + Base64.getEncoder().encodeToString(new byte[32]),
                "heed.answers.webhook.allow-private",
                "true");
        HttpUser feedback = SideBySide.user(heed.start(Service.FEEDBACK, "feedback", Map.of()));
        heed.start(Service.INSIGHT, "insight", Map.of());
        ServiceProcess first = heed.start(Service.ACTION, "first", webhook);
        ServiceProcess second = heed.start(Service.ACTION, "second", webhook);
        String max = heed.token("max", "manager");
        Set<String> signals = submitted(feedback, heed.token("ivo", "integration"));
        HttpUser one = SideBySide.user(first);
        HttpUser other = SideBySide.user(second);
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> counted(other, max, "open") == SIGNALS && counted(one, max, "open") == SIGNALS);
        assertThat(moved(one, max, "accept", "open")).isEqualTo(SIGNALS);

        Thread killing = Thread.ofVirtual().start(() -> {
            await().atMost(SOON).until(() -> hooked.size() >= KILLED_AFTER);
            first.kill();
        });
        try {
            moved(one, max, "complete", "accepted");
        } catch (RuntimeException killedMeanwhile) {
            assertThat(first.isAlive()).isFalse();
        }
        killing.join();
        await().atMost(SOON).ignoreExceptions().until(() -> {
            moved(other, max, "complete", "accepted");
            return counted(other, max, "completed") == SIGNALS;
        });

        await().atMost(SOON.plus(LEASE)).until(() -> told().size() == SIGNALS);
        Thread.sleep(Duration.ofSeconds(1));
        assertThat(told()).as("signals that the webhook was told of").isEqualTo(signals);
        assertThat(hooked).as("ids: one an action and person").hasSize(SIGNALS);
        assertThat(answers().values())
                .as("answers that went to receipts")
                .hasSize(SIGNALS)
                .containsOnly(1);
        everyVersionFollowsTheOneBefore();
    }

    private static List<JsonNode> oneAfterAnother(List<JsonNode> before, List<JsonNode> now) {
        return Stream.of(before, now).flatMap(List::stream).toList();
    }

    private static Set<String> submitted(HttpUser feedback, String ivo) {
        Set<String> signals = new HashSet<>();
        for (int i = 0; i < SIGNALS; i++) {
            signals.add(feedback.post(
                            "/api/v1/signals",
                            ivo,
                            Map.of(
                                    "source",
                                    "survey",
                                    "externalId",
                                    "replica-" + i,
                                    "text",
                                    "Counter " + i + " was closed at noon.",
                                    "customer",
                                    Map.of("ref", "customer-" + i),
                                    "contact",
                                    Map.of("replyWanted", true)))
                    .expect(202)
                    .body()
                    .get("id")
                    .asText());
        }
        return signals;
    }

    private static int counted(HttpUser action, String max, String status) {
        return action.get("/api/v1/actions/counts?kind=follow_up&status=" + status, max)
                .expect(200)
                .body()
                .get("all")
                .asInt();
    }

    private static int moved(HttpUser action, String max, String move, String from) {
        Map<String, ?> body = Map.of(
                "move",
                move,
                "filter",
                Map.of("kind", "follow_up", "status", from),
                "rootCause",
                "staff",
                "resolution",
                "hired",
                "answer",
                "It is open at noon now.");
        return action.post("/api/v1/actions/bulk", max, body)
                .expect(200)
                .body()
                .get("done")
                .asInt();
    }

    private Set<String> told() {
        Set<String> told = new HashSet<>();
        hooked.values()
                .forEach(times -> times.getFirst().get("data").get("signalIds").forEach(id -> told.add(id.asText())));
        return told;
    }

    private Map<UUID, Integer> answers() {
        Map<UUID, Integer> answers = new HashMap<>();
        EventsOnTopic.read(heed.kafka().bootstrapServers(), Topic.ACTION_ANSWERS, SignalAnswered.class)
                .forEach(answered -> answers.merge(answered.signalId(), 1, Integer::sum));
        return answers;
    }

    private void everyVersionFollowsTheOneBefore() {
        Map<UUID, Long> last = new HashMap<>();
        for (ActionChanged event :
                EventsOnTopic.read(heed.kafka().bootstrapServers(), Topic.ACTION_ACTIONS, ActionChanged.class)) {
            assertThat(event.version()).isEqualTo(last.merge(event.actionId(), 1L, Long::sum));
        }
    }
}

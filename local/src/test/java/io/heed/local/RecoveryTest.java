package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator may do to a running Heed, and what is left of it afterwards. */
class RecoveryTest {

    private static final Duration SOON = Duration.ofSeconds(90);

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
        int number = 0;
        for (String text : Voices.aboutOtherThings()) {
            submit("base-" + number++, text).expect(202);
        }
        allUnderstood();
    }

    @AfterAll
    static void down() {
        heed.close();
    }

    @Test
    void a_broker_that_is_away_for_twenty_seconds_costs_nobody_a_false_202() throws Exception {
        Queue<String> accepted = new ConcurrentLinkedQueue<>();
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger unavailable = new AtomicInteger();
        AtomicInteger otherwise = new AtomicInteger();
        Queue<Duration> refusalTimes = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        AtomicInteger number = new AtomicInteger();
        for (int caller = 0; caller < 4; caller++) {
            callers.add(Thread.ofVirtual().start(() -> {
                while (!stopped.get()) {
                    int i = number.getAndIncrement();
                    long began = System.nanoTime();
                    HttpUser.Answer answer = submit("outage-" + i, "The outage of line " + i + " is not announced.");
                    switch (answer.status()) {
                        case 202 -> accepted.add(answer.body().get("id").asText());
                        case 503 -> {
                            refusalTimes.add(Duration.ofNanos(System.nanoTime() - began));
                            unavailable.incrementAndGet();
                        }
                        default -> otherwise.incrementAndGet();
                    }
                    pause(Duration.ofMillis(20));
                }
            }));
        }
        await().atMost(SOON).until(() -> accepted.size() > 100);
        heed.stop(Part.KAFKA);
        int before = accepted.size();
        pause(Duration.ofSeconds(20));
        assertThat(accepted.size() - before)
                .as("accepted without a broker, beyond what was under way")
                .isLessThanOrEqualTo(callers.size());
        heed.start(Part.KAFKA);
        int back = accepted.size();
        await().atMost(Duration.ofSeconds(10)).until(() -> accepted.size() > back + 20);
        stopped.set(true);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(unavailable.get()).as("503 while it was away").isPositive();
        assertThat(otherwise.get()).as("neither 202 nor 503").isZero();
        assertThat(refusalTimes).allSatisfy(took -> assertThat(took).isLessThan(Duration.ofMillis(2_500)));
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(idsOfSignals())
                .as("every 202 is there")
                .containsAll(accepted));
    }

    @Test
    void dropping_what_insight_knows_and_rebuilding_it_changes_nothing() throws Exception {
        allUnderstood();
        themesAreSettled();
        List<JsonNode> statements = sorted(door.lines("/api/v1/statements", ada));
        List<JsonNode> themes = sorted(door.all("/api/v1/themes", ada));
        List<JsonNode> actions = sorted(door.all("/api/v1/actions?queue=all", ada));
        assertThat(themes).isNotEmpty();

        heed.stop(Part.INSIGHT);
        heed.postgres().recreateSchema("insight");
        heed.start(Part.INSIGHT);

        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(
                        sorted(door.lines("/api/v1/statements", ada)))
                .isEqualTo(statements));
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(counted(door.all("/api/v1/themes", ada)))
                .isEqualTo(counted(themes)));
        assertThat(sorted(door.all("/api/v1/actions?queue=all", ada))).isEqualTo(actions);
    }

    @Test
    void an_erased_signals_words_are_in_no_table_and_a_retry_stays_erased() throws Exception {
        String secret = "xylographic quagmire";
        Map<String, Object> signal = Map.of(
                "externalId",
                "erase-me",
                "source",
                "letters",
                "text",
                "The " + secret + " in the hall frightened my child.",
                "rating",
                Map.of("scale", "csat", "value", 1),
                "suggestion",
                "Remove the " + secret + ".");
        JsonNode accepted =
                door.post("/api/v1/signals", ivo, signal).expect(202).body();
        String id = accepted.get("id").asText();
        String receipt = "/api/v1/receipts/" + accepted.get("receipt").asText();
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        door.get(receipt, null).expect(200).body().get("status").asText())
                .isEqualTo("in_action"));
        assertThat(tablesWith("xylographic"))
                .as("the search finds words that are there")
                .isNotEmpty();

        door.delete("/api/v1/signals/" + id, ada).expect(204);
        door.get(receipt, null).expect(410);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tablesWith("xylographic")).isEmpty());
        await().atMost(SOON).untilAsserted(() -> assertThat(door.lines("/api/v1/statements", ada))
                .noneMatch(statement -> statement.get("signalId").asText().equals(id)));

        JsonNode again = door.post("/api/v1/signals", ivo, signal).expect(202).body();
        assertThat(again.get("id").asText()).isEqualTo(id);
        submit("after-erasure", "The clock in the hall is ten minutes fast.").expect(202);
        allUnderstood();
        door.get(receipt, null).expect(410);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tablesWith("xylographic")).isEmpty());
    }

    private static HttpUser.Answer submit(String externalId, String text) {
        return door.post("/api/v1/signals", ivo, Map.of("externalId", externalId, "source", "survey", "text", text));
    }

    private static void allUnderstood() {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            JsonNode loop = door.get("/api/v1/loop", ada).expect(200).body();
            assertThat(loop.get("understood").asInt())
                    .isPositive()
                    .isEqualTo(loop.get("received").asInt());
        });
    }

    /** Statements are looked at together once all is quiet, and may move then. */
    private static void themesAreSettled() {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            JsonNode themes =
                    door.get("/api/v1/themes/consolidation", ada).expect(200).body();
            assertThat(themes.get("due").asBoolean() || themes.get("running").asBoolean())
                    .as("%s", themes)
                    .isFalse();
        });
    }

    private static List<String> idsOfSignals() {
        return door.all("/api/v1/signals", ada).stream()
                .map(signal -> signal.get("id").asText())
                .toList();
    }

    private static List<JsonNode> sorted(List<JsonNode> items) {
        return items.stream()
                .sorted((left, right) ->
                        left.get("id").asText().compareTo(right.get("id").asText()))
                .toList();
    }

    private static List<String> counted(List<JsonNode> themes) {
        return sorted(themes).stream()
                .map(theme -> String.join(
                        " ",
                        theme.get("id").asText(),
                        theme.get("label").asText(),
                        theme.get("signals").asText(),
                        theme.get("statements").asText(),
                        theme.get("people").asText(),
                        theme.get("sentiment").asText(),
                        theme.get("firstSeen").asText(),
                        theme.get("lastSeen").asText()))
                .toList();
    }

    /** Every table of every schema of ours that holds the word in any column of any row. */
    private static List<String> tablesWith(String word) {
        List<String> found = new ArrayList<>();
        try (Connection connection = heed.postgres().superuser().getConnection()) {
            List<String> tables = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            select quote_ident(table_schema) || '.' || quote_ident(table_name)
                            from information_schema.tables
                            where table_schema in ('feedback', 'insight', 'action') and table_type = 'BASE TABLE'""")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            String hex = java.util.HexFormat.of().formatHex(word.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (String table : tables) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select count(*) from " + table
                                + " as everything where everything::text ilike '%" + word
                                + "%' or everything::text ilike '%" + hex + "%'")) {
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        found.add(table);
                    }
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

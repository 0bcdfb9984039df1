package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop, once round, as a user walks it: over HTTP through the front door and by nothing else. */
class LoopEndToEndTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ANSWER =
            "New card readers are in all ticket machines since Monday. Thank you for telling us.";

    private static HeedInstance heed;
    private static HttpUser door;
    private static String max;
    private static String fay;
    private static String ada;

    @BeforeAll
    static void up(@TempDir Path data) throws Exception {
        heed = HeedInstance.start(data, 0);
        door = new HttpUser(heed.url().toString());
        max = heed.token("max");
        fay = heed.token("fay");
        ada = heed.token("ada");
    }

    @AfterAll
    static void down() {
        heed.close();
    }

    @Test
    void forty_people_report_one_problem_and_each_of_them_is_answered() throws Exception {
        ticketMachinesBelongToTheMachinesTeam();

        Map<String, String> receiptOfText = new LinkedHashMap<>();
        for (String text : interleaved(Voices.aboutCardPayment(), Voices.aboutOtherThings())) {
            receiptOfText.put(text, submit(text));
        }
        int everyone = receiptOfText.size();
        assertThat(everyone).isEqualTo(240);
        await().atMost(SOON).untilAsserted(() -> assertThat(loop("understood")).isEqualTo(everyone));

        JsonNode improvement = await().atMost(SOON)
                .ignoreExceptions()
                .until(
                        this::improvementOfMachines,
                        found -> found.get("signals").asInt() >= 30);
        assertThat(improvement.get("status").asText()).isEqualTo("open");
        assertThat(improvement.get("team").asText()).isEqualTo("machines");
        String action = "/api/v1/actions/" + improvement.get("id").asText();

        // somebody speaks before the action is completed and is understood after
        heed.stop(Part.INSIGHT);
        String late = submit("The ticket machine on platform nine refuses my bank card.");

        String etag = door.get(action, max).expect(200).etag().orElseThrow();
        etag = door.change(action + "/accept", max, etag, Map.of())
                .expect(200)
                .etag()
                .orElseThrow();
        JsonNode completed = door.change(
                        action + "/complete",
                        max,
                        etag,
                        Map.of(
                                "rootCause", "worn card readers",
                                "resolution", "all readers replaced",
                                "answer", ANSWER))
                .expect(200)
                .body();
        assertThat(completed.get("status").asText()).isEqualTo("completed");
        assertThat(completed.get("owner").asText()).isEqualTo("max");
        heed.start(Part.INSIGHT);

        Set<String> wanted = signalsOf(completed.get("theme").get("id").asText());
        await().atMost(SOON).untilAsserted(() -> assertThat(door.get("/api/v1/receipts/" + late, null)
                        .expect(200)
                        .body()
                        .get("status")
                        .asText())
                .isEqualTo("answered"));
        Set<String> receiptsBehindIt = new HashSet<>();
        for (JsonNode signal : door.all("/api/v1/signals", ada)) {
            if (wanted.contains(signal.get("id").asText())) {
                receiptsBehindIt.add(signal.get("receipt").asText());
            }
        }
        receiptsBehindIt.add(late);
        Set<String> everybody = new HashSet<>(receiptOfText.values());
        everybody.add(late);
        await().atMost(SOON).untilAsserted(() -> assertThat(answered(everybody)).isEqualTo(receiptsBehindIt));

        long ofTheForty = Voices.aboutCardPayment().stream()
                .filter(text -> receiptsBehindIt.contains(receiptOfText.get(text)))
                .count();
        long ofTheOthers = Voices.aboutOtherThings().stream()
                .filter(text -> receiptsBehindIt.contains(receiptOfText.get(text)))
                .count();
        assertThat(ofTheForty).as("of the forty who reported it").isGreaterThanOrEqualTo(36);
        assertThat(ofTheOthers).as("of the two hundred others").isZero();
    }

    private static void ticketMachinesBelongToTheMachinesTeam() {
        HttpUser.Answer teams = door.get("/api/v1/teams", ada).expect(200);
        door.put(
                        "/api/v1/teams",
                        ada,
                        teams.etag().orElseThrow(),
                        "application/json",
                        "{\"teams\":[{\"name\":\"triage\",\"members\":[\"max\"]},{\"name\":\"machines\",\"members\":[\"max\"]}]}")
                .expect(200);
        HttpUser.Answer rules = door.get("/api/v1/ownership-rules", ada).expect(200);
        door.put(
                        "/api/v1/ownership-rules",
                        ada,
                        rules.etag().orElseThrow(),
                        "text/plain",
                        "* @triage\ntouchpoint:ticket-machine @machines\n")
                .expect(200);
    }

    private static String submit(String text) {
        Map<String, Object> signal = new LinkedHashMap<>();
        signal.put("text", text);
        if (text.toLowerCase(java.util.Locale.ROOT).contains("machine")) {
            signal.put("journey", Map.of("stage", "pre", "touchpoint", "ticket-machine"));
        }
        HttpUser.Answer answer = door.post("/api/v1/signals", fay, signal).expect(202);
        return answer.body().get("receipt").asText();
    }

    private static List<String> interleaved(List<String> few, List<String> many) {
        List<String> all = new ArrayList<>();
        int step = many.size() / few.size();
        for (int i = 0; i < few.size(); i++) {
            all.add(few.get(i));
            all.addAll(many.subList(i * step, (i + 1) * step));
        }
        return all;
    }

    private static int loop(String count) {
        return door.get("/api/v1/loop", max).expect(200).body().get(count).asInt();
    }

    private JsonNode improvementOfMachines() {
        return door.all("/api/v1/actions?queue=all&kind=improvement", max).stream()
                .filter(action -> action.get("team").asText().equals("machines"))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> signalsOf(String theme) {
        return door.lines("/api/v1/statements", ada).stream()
                .filter(statement -> theme.equals(statement.path("themeId").asText()))
                .map(statement -> statement.get("signalId").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> answered(Set<String> receipts) {
        return receipts.stream()
                .filter(receipt -> door.get("/api/v1/receipts/" + receipt, null)
                        .expect(200)
                        .body()
                        .path("answers")
                        .findValuesAsText("answer")
                        .contains(ANSWER))
                .collect(Collectors.toSet());
    }
}

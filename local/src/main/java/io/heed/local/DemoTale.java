package io.heed.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Takes the demonstration's signals once round the loop, over REST through the front door, and tells what happens in
 * lines of at most 100 columns.
 */
final class DemoTale {

    private static final int SIGNALS = 3_000;
    private static final int IN_A_BATCH = 200;
    private static final long SEED = 20_26;
    private static final int THEMES = 8;
    private static final int WIDTH = 100;
    private static final Duration UNDERSTOOD_WITHIN = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 250;

    private static final String TEAMS = """
            {"teams":[{"name":"triage","members":["max"]},{"name":"app","members":["max"]},
                      {"name":"on-board","members":["max"]},{"name":"harbour","members":["max"]},
                      {"name":"customer-service","members":["max"]}]}""";
    private static final String RULES = """
            # who works on what at Solvik Ferries (invented)
            * @triage
            touchpoint:booking-app @app
            touchpoint:on-board @on-board
            touchpoint:boarding @harbour
            touchpoint:car-deck @harbour
            touchpoint:harbour @harbour
            touchpoint:check-in @harbour
            touchpoint:customer-service @customer-service
            """;
    private static final String BURSTING_TEAM = "app";
    private static final String ANSWER =
            "Paying by card in the app works again since today: an update had broken it, and we have taken it back. "
                    + "Thank you for telling us.";

    private final HttpUser door;
    private final String url;
    private final String admin;
    private final String manager;
    private final String integration;
    private final PrintStream out;
    private final ProgressLine progress;
    private final DemoVoices voices;

    /** @param tokens gives a local user's token */
    DemoTale(String url, Function<String, String> tokens, PrintStream out, ProgressLine progress, Instant now) {
        this.door = new HttpUser(url);
        this.url = url;
        this.admin = tokens.apply("ada");
        this.manager = tokens.apply("max");
        this.integration = tokens.apply("ivo");
        this.out = out;
        this.progress = progress;
        this.voices = new DemoVoices(SEED, now);
    }

    /** Tells all of it. */
    void tell() throws InterruptedException {
        says(voices.company() + " is invented, and so is every word of its passengers and crew. "
                + "This is what Heed does with what they said in the last 90 days.");
        appointTeams();
        listen();
        understand();
        Optional<JsonNode> worst = queue();
        if (worst.isPresent()) {
            JsonNode completed = complete(worst.get());
            receipt(completed);
        }
        loop();
    }

    private void appointTeams() {
        put("/api/v1/teams", "application/json", TEAMS);
        put("/api/v1/ownership-rules", "text/plain", RULES);
    }

    private void put(String path, String mediaType, String body) {
        String etag = door.get(path, admin).expect(200).etag().orElseThrow();
        door.put(path, admin, etag, mediaType, body).expect(200);
    }

    private void listen() {
        List<Map<String, Object>> signals = voices.submissions(SIGNALS);
        chapter("1  What came in");
        ProgressLine.Stage sending = progress.begin("Sending", "signals", SIGNALS);
        for (int i = 0; i < SIGNALS; i += IN_A_BATCH) {
            List<Map<String, Object>> batch = signals.subList(i, Math.min(SIGNALS, i + IN_A_BATCH));
            JsonNode answer = door.post("/api/v1/signals/batch", integration, batch)
                    .expect(200)
                    .body();
            if (answer.get("accepted").asInt() != batch.size()) {
                throw new IllegalStateException("not all of the demonstration was taken: " + answer.get("rejected"));
            }
            sending.reached(i + batch.size());
        }
        sending.end();
        counts("by", signals, "kind");
        counts("through", signals, "channel");
        counts("in", signals, "language");
        counts("owed by law or promise:", signals, "obligation");
        String said = signals.stream()
                .map(signal -> (String) signal.get("text"))
                .filter(text -> text.contains("card"))
                .findFirst()
                .orElseThrow();
        says("One of them: \"" + said + "\"");
    }

    private void counts(String what, List<Map<String, Object>> signals, String field) {
        Map<String, Long> counted = signals.stream()
                .map(signal -> signal.get(field))
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Object::toString, TreeMap::new, Collectors.counting()));
        says(what + " "
                + counted.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    private void understand() throws InterruptedException {
        chapter("2  What it is about");
        ProgressLine.Stage reading = progress.begin("Understanding", "signals", SIGNALS);
        await("every signal is understood", UNDERSTOOD_WITHIN, () -> {
            JsonNode now = loopHealth();
            reading.reached(now.get("understood").asLong());
            return now.get("received").asLong() >= SIGNALS
                    && now.get("understood").asLong() >= now.get("received").asLong();
        });
        reading.end();
        JsonNode themes = door.get("/api/v1/themes?sort=volume&limit=" + THEMES, manager)
                .expect(200)
                .body()
                .get("items");
        out.printf(Locale.ROOT, "    %-44s %7s %7s  %s%n", "theme", "signals", "people", "lately");
        for (JsonNode theme : themes) {
            out.printf(
                    Locale.ROOT,
                    "    %-44s %7s %7s  %s%n",
                    shortened(theme.get("label").asText(), 44),
                    number(theme.get("signals").asLong()),
                    number(theme.get("people").asLong()),
                    theme.get("trend").get("state").asText());
            link("/api/v1/themes/" + theme.get("id").asText());
        }
    }

    private Optional<JsonNode> queue() {
        chapter("3  Who does something about it");
        List<JsonNode> improvements = door.all("/api/v1/actions?queue=all&kind=improvement", manager);
        List<JsonNode> followUps = door.all("/api/v1/actions?queue=all&kind=follow_up", manager);
        says(number(improvements.size()) + " improvements, one for each theme that ten people or more have spoken of "
                + "in the last 30 days, and " + number(followUps.size())
                + " follow-ups with single people, because of a very low score, a wish for a reply or an obligation.");
        out.printf(Locale.ROOT, "    %-44s %7s  %-18s%s%n", "improvement", "signals", "team", "status");
        improvements.stream()
                .sorted(Comparator.comparingInt(
                                (JsonNode action) -> action.get("signals").asInt())
                        .reversed())
                .limit(THEMES)
                .forEach(action -> {
                    out.printf(
                            Locale.ROOT,
                            "    %-44s %7s  %-18s%s%n",
                            shortened(action.get("title").asText(), 44),
                            number(action.get("signals").asLong()),
                            action.get("team").asText(),
                            action.get("status").asText());
                    link("/api/v1/actions/" + action.get("id").asText());
                });
        Map<String, Long> byTeam = followUps.stream()
                .collect(Collectors.groupingBy(
                        action -> action.get("team").asText(), TreeMap::new, Collectors.counting()));
        says("Follow-ups: "
                + byTeam.entrySet().stream()
                        .map(team -> team.getKey() + " " + number(team.getValue()))
                        .collect(Collectors.joining(", ")));
        return improvements.stream()
                .filter(action -> action.get("team").asText().equals(BURSTING_TEAM))
                .max(Comparator.comparingInt(action -> action.get("signals").asInt()));
    }

    private JsonNode complete(JsonNode action) {
        chapter("4  One of them is done");
        String path = "/api/v1/actions/" + action.get("id").asText();
        HttpUser.Answer now = door.get(path, manager).expect(200);
        if (now.body().get("status").asText().equals("open")) {
            now = change(path + "/accept", now, Map.of());
            says("Max, a manager, accepts: " + quoted(now.body().get("title").asText()) + ".");
        }
        if (!now.body().get("status").asText().equals("completed")) {
            now = change(
                    path + "/complete",
                    now,
                    Map.of(
                            "rootCause", "an update of the app sends the amount in the wrong format",
                            "resolution", "the update is taken back, and a test now pays before each release",
                            "answer", ANSWER));
        }
        JsonNode completed = now.body();
        says("Root cause: " + completed.get("rootCause").asText() + ".");
        says("What was done: " + completed.get("resolution").asText() + ".");
        says("What everybody will read who spoke of it: "
                + quoted(completed.get("answer").asText()));
        link(path);
        return completed;
    }

    private HttpUser.Answer change(String path, HttpUser.Answer seen, Object body) {
        return door.change(path, manager, seen.etag().orElseThrow(), body).expect(200);
    }

    private void receipt(JsonNode action) throws InterruptedException {
        chapter("5  And whoever said it is told");
        String behind = "/api/v1/actions/" + action.get("id").asText() + "/signals";
        String signal = door.get(behind + "?limit=1", manager)
                .expect(200)
                .body()
                .get("items")
                .get(0)
                .get("signalId")
                .asText();
        String path = "/api/v1/receipts/"
                + door.get("/api/v1/signals/" + signal, admin)
                        .expect(200)
                        .body()
                        .get("receipt")
                        .asText();
        await("the answer is in the receipt", SOON, () -> door.get(path, null)
                .expect(200)
                .body()
                .get("status")
                .asText()
                .equals("answered"));
        JsonNode receipt = door.get(path, null).expect(200).body();
        says("A receipt, which needs no login, of: "
                + quoted(receipt.get("text").asText()));
        for (JsonNode entry : receipt.get("timeline")) {
            out.printf(
                    Locale.ROOT,
                    "    %s  %s%n",
                    entry.get("at").asText().substring(0, 19).replace('T', ' '),
                    entry.get("what").asText().replace('_', ' '));
        }
        says("The answer: " + quoted(receipt.get("answers").get(0).get("answer").asText()));
        link(path);
    }

    private void loop() {
        chapter("The loop so far");
        JsonNode loop = loopHealth();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("received", "received");
        figures.put("understood", "understood");
        figures.put("inAction", "in an action");
        figures.put("answered", "answered");
        List<String> parts = new ArrayList<>();
        figures.forEach((field, words) -> parts.add(number(loop.get(field).asLong()) + " " + words));
        says(String.join(", ", parts) + ".");
        link("/api/v1/loop");
    }

    private JsonNode loopHealth() {
        return door.get("/api/v1/loop", manager).expect(200).body();
    }

    private void chapter(String title) {
        out.println();
        out.println(title);
        out.println("-".repeat(title.length()));
    }

    /** A sentence, broken into lines. */
    private void says(String sentence) {
        StringBuilder line = new StringBuilder("  ");
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder("    ");
            }
            line.append(line.toString().isBlank() ? "" : " ").append(word);
        }
        out.println(line);
    }

    private void link(String path) {
        out.println("      " + url + path);
    }

    private static String quoted(String words) {
        return '"' + words + '"';
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String shortened(String words, int most) {
        return words.length() <= most ? words : words.substring(0, most - 1) + "…";
    }

    private static void await(String what, Duration within, BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new Refusal("After " + within.toSeconds() + " s it is not so that " + what
                        + ": the services' logs may say why.");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}

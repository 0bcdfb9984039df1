package io.heed.bench.themes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.heed.bench.Folders;
import io.heed.local.HeedInstance;
import io.heed.local.HttpUser;

/** A Heed of its own that is sent texts through its front door, and asked what it made of them. */
final class ThemeRun implements AutoCloseable {

    private static final int IN_A_BATCH = 200;
    private static final int ACCEPTED = 200;
    private static final long LOOK_AGAIN_MILLIS = 250;
    private static final long SETTLED_AFTER_MILLIS = 4_000;
    private static final long SETTLED_AT_LAST_MILLIS = 180_000;
    private static final long UNDERSTOOD_WITHIN_MILLIS = 1_800_000;

    private final Path data = Files.createTempDirectory("heed-bench");
    private final HeedInstance heed = HeedInstance.start(data, 0);
    private final Thread atExit = new Thread(heed::close, "stop");
    private final HttpUser user = new HttpUser(heed.url().toString());
    private long sent;

    ThemeRun() throws IOException {
        // Ctrl-C, too, leaves no process behind
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Sends the texts in their order and waits until all are understood; texts per second. */
    double send(List<LabelledSet.Item> items) throws InterruptedException {
        String token = heed.token("ivo");
        long began = System.nanoTime();
        for (int from = 0; from < items.size(); from += IN_A_BATCH) {
            List<Map<String, String>> batch = items.subList(from, Math.min(from + IN_A_BATCH, items.size())).stream()
                    .map(item -> Map.of(
                            "externalId", item.id(), "source", "bench", "channel", "survey", "text", item.text()))
                    .toList();
            user.post("/api/v1/signals/batch", token, batch).expect(ACCEPTED);
        }
        sent += items.size();
        long deadline = System.currentTimeMillis() + UNDERSTOOD_WITHIN_MILLIS;
        String reader = heed.token("ada");
        while (user.get("/api/v1/loop", reader)
                        .expect(200)
                        .body()
                        .get("understood")
                        .asLong()
                < sent) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("not all texts were understood");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return items.size() / ((System.nanoTime() - began) / 1e9);
    }

    /** The theme of each text, once nothing moves any more; null for those that say nothing. */
    Map<String, String> settled() throws InterruptedException, SQLException {
        long deadline = System.currentTimeMillis() + SETTLED_AT_LAST_MILLIS;
        Map<String, String> before = themes();
        while (System.currentTimeMillis() < deadline) {
            Thread.sleep(SETTLED_AFTER_MILLIS);
            Map<String, String> now = themes();
            if (now.equals(before) && !isAtWork()) {
                return now;
            }
            before = now;
        }
        throw new IllegalStateException("themes still move after " + SETTLED_AT_LAST_MILLIS / 1000 + " s");
    }

    /** Whether themes are being looked at together just now. */
    private boolean isAtWork() throws SQLException {
        try (Connection database = heed.postgres().superuser().getConnection();
                Statement query = database.createStatement();
                ResultSet rows = query.executeQuery("SELECT leased_until > now() FROM insight.consolidation")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** A text's theme is the one that holds most of its characters. */
    private Map<String, String> themes() {
        record Share(String theme, int characters) {}
        Map<String, List<JsonNode>> statements = new HashMap<>();
        for (JsonNode statement : user.lines("/api/v1/statements", heed.token("ada"))) {
            statements
                    .computeIfAbsent(statement.get("externalId").asText(), id -> new ArrayList<>())
                    .add(statement);
        }
        Map<String, String> themes = new HashMap<>();
        statements.forEach((id, parts) -> {
            Map<String, Integer> characters = new HashMap<>();
            for (JsonNode part : parts) {
                characters.merge(
                        part.path("themeId").asText("null"),
                        part.get("text").asText().length(),
                        Integer::sum);
            }
            String most = characters.entrySet().stream()
                    .map(entry -> new Share(entry.getKey(), entry.getValue()))
                    .max(Comparator.comparingInt(Share::characters).thenComparing(Share::theme))
                    .orElseThrow()
                    .theme();
            themes.put(id, most);
        });
        return themes;
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(atExit);
        heed.close();
        Folders.delete(data);
    }
}

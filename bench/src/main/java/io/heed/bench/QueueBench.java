package io.heed.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.heed.local.HeedInstance;
import io.heed.local.HttpUser;
import io.heed.local.Part;

/** What a manager waits for a page of a full queue and for moving thousands at once, beside the bare SQL. */
@Command(
        name = "queue",
        description = "Pages of a full queue and bulk moves, each beside the time of the bare SQL.",
        mixinStandardHelpOptions = true)
final class QueueBench implements Callable<Integer> {

    private static final long SEED = 2026;
    private static final String OPEN = "status=open,accepted,in_progress,reopened";
    private static final String OPEN_SQL = "status IN ('OPEN', 'ACCEPTED', 'IN_PROGRESS', 'REOPENED')";
    private static final int WARM_UP = 100;
    private static final int DEEP = 150;

    @Option(names = "--actions", description = "open actions (default: ${DEFAULT-VALUE})", defaultValue = "10000")
    private int actions;

    @Option(names = "--signals", description = "behind each of them (default: ${DEFAULT-VALUE})", defaultValue = "20")
    private int signals;

    @Option(names = "--requests", description = "of each page (default: ${DEFAULT-VALUE})", defaultValue = "500")
    private int requests;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("heed-bench");
        try (HeedInstance heed = HeedInstance.start(data, 0)) {
            Runtime.getRuntime().addShutdownHook(new Thread(heed::close, "stop"));
            heed.stop(Part.INSIGHT);
            String max = heed.token("max");
            new QueueLoad(heed, SEED).open(actions, signals, max);
            heed.stop(Part.FEEDBACK);
            HttpUser door = new HttpUser(heed.url().toString());
            try (Connection database = heed.postgres().superuser().getConnection()) {
                database.setSchema("action");
                pages(door, max, database);
                bulk(door, max, database);
            }
        } finally {
            Folders.delete(data);
        }
        return 0;
    }

    private void pages(HttpUser door, String max, Connection database) throws SQLException {
        out.printf(
                Locale.ROOT,
                "%nPages of 50 of %d open actions with %d signals behind each, %d requests each%n",
                actions,
                signals,
                requests);
        out.println("| page | median, ms | 99 % within, ms | bare SQL, median, ms | 99 % within, ms |");
        out.println("|---|---|---|---|---|");
        for (Map.Entry<String, String> page : askedFor(door, max).entrySet()) {
            Figures asked = millis(() -> door.get(page.getKey(), max).expect(200));
            Figures bare = millis(() -> run(database, page.getValue()));
            out.printf(
                    Locale.ROOT,
                    "| `%s` | %.1f | %.1f | %.1f | %.1f |%n",
                    page.getKey().replaceFirst("cursor=.*", "cursor=…").replaceFirst("/api/v1/actions", ""),
                    asked.median(),
                    asked.percentile(0.99),
                    bare.median(),
                    bare.percentile(0.99));
        }
    }

    /** Addresses, each with the SQL that a program without Heed would ask. */
    private Map<String, String> askedFor(HttpUser door, String max) {
        String path = "/api/v1/actions?" + OPEN;
        String newest = " ORDER BY opened_at DESC, id DESC LIMIT 50";
        String priority = " ORDER BY priority DESC, id DESC LIMIT 50";
        String all = "SELECT * FROM actions WHERE " + OPEN_SQL;
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(path, all + newest);
        pages.put(path + "&queue=team", all + " AND team = 'triage'" + newest);
        pages.put(path + "&queue=mine", all + " AND owner = 'max'" + newest);
        pages.put(path + "&queue=unowned&sort=priority", all + " AND owner IS NULL" + priority);
        pages.put(path + "&sort=priority", all + priority);
        pages.put(
                path + "&sort=oldest&kind=improvement",
                all + " AND kind = 'IMPROVEMENT' ORDER BY opened_at, id LIMIT 50");
        pages.put(path + "&due=overdue", all + " AND complete_by < now()" + newest);
        pages.put(path + "&q=desk%20777", all + " AND title ILIKE '%desk%777%'" + newest);
        pages.put(path + "&q=" + QueueLoad.HALF, all + " AND title ILIKE '%" + QueueLoad.HALF + "%'" + newest);
        pages.put(deep(door, max, path), all + newest + " OFFSET " + DEEP * 50);
        pages.put(deep(door, max, path + "&sort=priority"), all + priority + " OFFSET " + DEEP * 50);
        pages.put("/api/v1/actions/counts?" + OPEN, "SELECT count(*) FROM actions WHERE " + OPEN_SQL);
        return pages;
    }

    private static String deep(HttpUser door, String max, String path) {
        String cursor = "";
        for (int page = 0; page < DEEP; page++) {
            JsonNode found = door.get(path + cursor, max).expect(200).body();
            if (!found.hasNonNull("next")) {
                break;
            }
            cursor = "&cursor=" + found.get("next").asText();
        }
        return path + cursor;
    }

    private void bulk(HttpUser door, String max, Connection database) throws SQLException {
        out.printf(Locale.ROOT, "%nMoves of %d of them by a filter%n", actions / 2);
        out.println("| move | s | moved |");
        out.println("|---|---|---|");
        Map<String, String> half = Map.of("q", QueueLoad.HALF, "status", "open,accepted,in_progress,reopened");
        moved(door, max, "accept, tried", Map.of("move", "accept", "filter", half, "dryRun", true));
        moved(door, max, "accept", Map.of("move", "accept", "filter", half));
        undone(door, max, "accept, undone");
        moved(door, max, "assign", Map.of("move", "assign", "owner", "nora", "filter", half));
        moved(door, max, "comment", Map.of("move", "comment", "text", "Looked at it.", "filter", half));
        moved(door, max, "dismiss, all writers told", Map.of("move", "dismiss", "reason", "bench", "filter", half));
        undone(door, max, "dismiss, undone");
        long began = System.nanoTime();
        database.setAutoCommit(false);
        try (PreparedStatement update = database.prepareStatement(
                "UPDATE actions SET owner = 'max', edition = edition + 1 WHERE title LIKE '" + QueueLoad.HALF + "%'")) {
            int rows = update.executeUpdate();
            database.commit();
            print("bare SQL: one UPDATE", began, rows);
        }
    }

    private void moved(HttpUser door, String max, String name, Map<String, ?> body) {
        long began = System.nanoTime();
        JsonNode answer =
                door.post("/api/v1/actions/bulk", max, body).expect(200).body();
        print(name, began, answer.get("done").asInt());
    }

    private void undone(HttpUser door, String max, String name) {
        long began = System.nanoTime();
        JsonNode answer = door.post("/api/v1/actions/bulk/undo", max, Map.of())
                .expect(200)
                .body();
        print(name, began, answer.get("done").asInt());
    }

    private void print(String name, long began, int rows) {
        out.printf(Locale.ROOT, "| %s | %.2f | %d |%n", name, (System.nanoTime() - began) / 1e9, rows);
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    /** What is measured. */
    private interface Once {
        void run() throws SQLException;
    }

    private Figures millis(Once once) throws SQLException {
        List<Double> taken = new ArrayList<>();
        for (int i = 0; i < WARM_UP + requests; i++) {
            long began = System.nanoTime();
            once.run();
            if (i >= WARM_UP) {
                taken.add((System.nanoTime() - began) / 1e6);
            }
        }
        return new Figures(taken);
    }
}

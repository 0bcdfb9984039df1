package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.heed.embedded.EmbeddedParts;
import io.heed.embedded.EmbeddedPostgres;
import io.heed.embedded.HeedHome;

/** The release before is replaced by this one, service by service, while people go on. */
class UpgradeTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration SIDE_BY_SIDE = Duration.ofSeconds(4);
    private static final int CALLERS = 3;
    /** Release 0.1 has to be told what later ones know by themselves. */
    private static final Map<String, String> TAKEN_BACK =
            Map.of("quarkus.flyway.ignore-migration-patterns", "*:future,*:missing");

    private final SideBySide heed;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Queue<String> turnedAway = new ConcurrentLinkedQueue<>();
    private final List<HttpUser> feedback = new CopyOnWriteArrayList<>();
    private final List<HttpUser> action = new CopyOnWriteArrayList<>();

    UpgradeTest(@TempDir Path scratch) throws IOException {
        heed = new SideBySide(scratch);
    }

    @AfterEach
    void end() {
        stopped.set(true);
        heed.close();
    }

    @Test
    void a_release_takes_the_place_of_the_one_before_under_load_and_nobody_is_turned_away() throws Exception {
        HeedHome before = PreviousRelease.built();
        heed.startParts();
        EmbeddedPostgres postgres = heed.postgres();

        ServiceProcess oldFeedback = heed.start(Service.FEEDBACK, before, "old", Map.of());
        ServiceProcess oldInsight = heed.start(Service.INSIGHT, before, "old", Map.of());
        ServiceProcess oldAction = heed.start(Service.ACTION, before, "old", Map.of());
        feedback.add(SideBySide.user(oldFeedback));
        action.add(SideBySide.user(oldAction));
        String ivo = heed.token("ivo", "integration");
        String max = heed.token("max", "manager");
        List<Thread> people = load(ivo, max);
        Thread.sleep(SIDE_BY_SIDE);

        replace(feedback, oldFeedback, heed.start(Service.FEEDBACK, "new", Map.of()));
        ServiceProcess newInsight = heed.start(Service.INSIGHT, "new", Map.of());
        Thread.sleep(SIDE_BY_SIDE);
        oldInsight.stop();
        replace(action, oldAction, heed.start(Service.ACTION, "new", Map.of()));

        // back again, for as long as somebody needs to find out what was wrong: migrations stay
        ServiceProcess again = heed.start(Service.FEEDBACK, before, "old", TAKEN_BACK);
        feedback.add(SideBySide.user(again));
        Thread.sleep(SIDE_BY_SIDE);
        feedback.removeLast();
        Thread.sleep(Duration.ofSeconds(1));
        again.stop();

        stopped.set(true);
        for (Thread person : people) {
            person.join();
        }
        assertThat(turnedAway.stream().limit(5))
                .as(turnedAway.size() + " of " + sent)
                .isEmpty();
        assertThat(sent.get()).isGreaterThan(100);
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            JsonNode loop =
                    action.getFirst().get("/api/v1/loop", max).expect(200).body();
            assertThat(loop.get("received").asInt()).isEqualTo(sent.get());
            assertThat(loop.get("understood").asInt()).isEqualTo(sent.get());
        });
        assertThat(newInsight.isAlive()).isTrue();
        for (String schema : EmbeddedParts.SCHEMAS) {
            assertThat(quarantined(postgres, schema))
                    .as("quarantine of " + schema)
                    .isZero();
            assertThat(columns(postgres, schema)).isEqualTo(columnsFromEmpty(postgres, schema));
        }
    }

    /** The new one takes its share, then all of it; then the old one goes. */
    private static void replace(List<HttpUser> users, ServiceProcess old, ServiceProcess young)
            throws InterruptedException {
        users.add(SideBySide.user(young));
        Thread.sleep(SIDE_BY_SIDE);
        users.removeFirst();
        // what was sent to it is answered first
        Thread.sleep(Duration.ofSeconds(1));
        old.stop();
    }

    private List<Thread> load(String ivo, String max) {
        List<Thread> people = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            people.add(Thread.ofVirtual()
                    .start(() -> untilStopped(() -> {
                        int number = sent.getAndIncrement();
                        HttpUser one = feedback.get(number % feedback.size());
                        return one.post(
                                "/api/v1/signals",
                                ivo,
                                Map.of(
                                        "source",
                                        "survey",
                                        "externalId",
                                        "upgrade-" + number,
                                        "text",
                                        "Counter " + number + " was closed at noon again."));
                    })));
        }
        people.add(Thread.ofVirtual()
                .start(() -> untilStopped(() -> {
                    HttpUser one = action.get(sent.get() % action.size());
                    return one.get("/api/v1/actions?queue=all", max);
                })));
        return people;
    }

    private void untilStopped(Callable<HttpUser.Answer> call) {
        while (!stopped.get()) {
            try {
                HttpUser.Answer answer = call.call();
                if (answer.status() >= 300) {
                    turnedAway.add(answer.status() + " " + answer.body());
                }
                Thread.sleep(30);
            } catch (Exception failure) {
                turnedAway.add(failure.toString());
            }
        }
    }

    private static long quarantined(EmbeddedPostgres postgres, String schema) throws SQLException {
        return Long.parseLong(rows(postgres, "SELECT count(*)::text FROM " + schema + ".quarantine")
                .getFirst());
    }

    private static List<String> columns(EmbeddedPostgres postgres, String schema) throws SQLException {
        return rows(postgres, """
                SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
                FROM information_schema.columns
                WHERE table_schema = '%s' AND table_name <> 'flyway_schema_history'
                UNION ALL
                SELECT replace(indexdef, '%s.', '') FROM pg_indexes
                WHERE schemaname = '%s' AND tablename <> 'flyway_schema_history'
                ORDER BY 1
                """.formatted(schema, schema, schema));
    }

    /** What the migrations make of an empty schema, in the order of their numbers. */
    private static List<String> columnsFromEmpty(EmbeddedPostgres postgres, String schema)
            throws SQLException, IOException {
        String empty = schema + "_from_empty";
        postgres.createSchema(empty);
        try (Connection connection = postgres.dataSource(empty).getConnection();
                Statement statement = connection.createStatement()) {
            for (Path migration : migrations(schema)) {
                statement.execute(Files.readString(migration));
            }
        }
        return columns(postgres, empty);
    }

    private static List<Path> migrations(String service) throws IOException {
        Path root = HeedHome.find().root();
        List<Path> migrations = new ArrayList<>();
        for (Path folder : List.of(
                root.resolve("messaging/src/main/resources/db/messaging"),
                root.resolve(service + "-service/src/main/resources/db/" + service))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.sorted(Comparator.comparing(file -> file.getFileName().toString()))
                        .forEach(migrations::add);
            }
        }
        return migrations;
    }

    private static List<String> rows(EmbeddedPostgres postgres, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = postgres.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}

package io.heed.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.heed.embedded.ChildProcess;
import io.heed.embedded.EmbeddedKafka;
import io.heed.embedded.EmbeddedPostgres;
import io.heed.embedded.HeedHome;
import io.heed.embedded.LocalIdentity;
import io.heed.embedded.LoopbackPort;
import io.heed.local.RealConfiguration;
import io.heed.local.deployment.ComposeFile.ComposeService;

/**
 * Runs the three services with nothing but what docker-compose.yml, the Dockerfiles, the secrets and the roles give them;
 * only hosts and folders are this machine's. The containers' health checks say when they are ready.
 */
class ComposeEndToEndTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    @TempDir
    Path scratch = Path.of("");

    private final List<AutoCloseable> running = new ArrayList<>();
    private final Map<String, Integer> ports = new HashMap<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable part : running.reversed()) {
            part.close();
        }
    }

    @Test
    void a_signal_goes_round_services_that_are_set_as_composed() throws Exception {
        Path checkout = Checkout.copiedTo(scratch.resolve("checkout"));
        Script.run(checkout, Map.of(), "docker/secrets");
        LocalIdentity identity = LocalIdentity.in(checkout.resolve(".heed/identity"), InstantSource.system());
        EmbeddedKafka kafka = new EmbeddedKafka(
                HeedHome.find(), scratch.resolve("kafka"), scratch.resolve("kafka.log"), LoopbackPort.free());
        running.add(kafka);
        kafka.start();
        kafka.createTopics(4);
        EmbeddedPostgres postgres = new EmbeddedPostgres(
                HeedHome.find(), scratch.resolve("postgres"), scratch.resolve("postgres.log"), LoopbackPort.free());
        running.add(postgres);
        postgres.start();
        makeRoles(postgres, checkout);

        ComposeFile composed = ComposeFile.read(checkout.resolve("docker-compose.yml"));
        for (String service : RealConfiguration.services()) {
            start(service, checkout, composed, kafka, postgres);
        }
        for (String service : RealConfiguration.services()) {
            awaitHealthy(service, composed);
        }

        assertThat(post(
                        "{\"text\":\"The lift at the north entrance is broken again\",\"contact\":{\"replyWanted\":true,"
                                + "\"email\":\"writer@example.org\"}}"))
                .isEqualTo(202);
        String manager = identity.token("max", Set.of("manager"), Duration.ofHours(1));
        await().atMost(READY_WITHIN).untilAsserted(() -> assertThat(get("action", "/api/v1/actions?queue=all", manager))
                .contains("\"follow_up\""));
        assertThat(strangers(postgres)).isEmpty();
    }

    private static void makeRoles(EmbeddedPostgres postgres, Path checkout) throws Exception {
        try (Connection connection = postgres.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(checkout.resolve("k8s/platform/roles.sql")));
            for (String service : RealConfiguration.services()) {
                Properties secret = new Properties();
                try (var text = Files.newBufferedReader(checkout.resolve("secrets/" + service + ".properties"))) {
                    secret.load(text);
                }
                statement.execute("ALTER ROLE " + service + " PASSWORD '"
                        + secret.getProperty("quarkus.datasource.password") + "'");
            }
        }
    }

    private void start(
            String service, Path checkout, ComposeFile composed, EmbeddedKafka kafka, EmbeddedPostgres postgres)
            throws Exception {
        int port = LoopbackPort.free();
        ports.put(service, port);
        Map<String, String> environment =
                new HashMap<>(Dockerfile.read(checkout.resolve(service + "-service/Dockerfile"))
                        .environment());
        environment.putAll(composed(service, composed).variables());
        environment.replaceAll((name, value) -> value.replace("kafka:9092", kafka.bootstrapServers())
                .replace("//postgres:5432/", "//127.0.0.1:" + postgres.port() + "/")
                .replace(
                        "/run/secrets/key-set.json",
                        checkout.resolve(".heed/identity/jwks.json").toString())
                .replace("/run/secrets/", checkout.resolve("secrets") + "/"));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        ChildProcess process =
                new ChildProcess(service, scratch.resolve(service + ".process"), scratch.resolve(service + ".log"));
        process.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        RealConfiguration.libraries(service)
                                .resolveSibling("../quarkus-run.jar")
                                .normalize()
                                .toString()),
                environment);
        running.add(() -> process.stop(ChildProcess.Signal.TERM, Duration.ofSeconds(5)));
    }

    private void awaitHealthy(String service, ComposeFile composed) {
        List<String> test = Objects.requireNonNull(composed(service, composed).healthcheck())
                .test();
        String command = test.getLast().replace("/8080;", "/" + ports.get(service) + ";");
        await("the health check of " + service)
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> Script.run(scratch, Map.of(), test.get(1), test.get(2), command));
    }

    private static ComposeService composed(String service, ComposeFile composed) {
        return composed.services().entrySet().stream()
                .filter(entry -> entry.getKey().equals(service + "-service"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private int post(String body) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(uri("feedback", "/api/v1/signals"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String get(String service, String path, String token) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(uri(service, path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private URI uri(String service, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(service) + path);
    }

    /** Roles that may look into a schema that is not theirs, or make one. */
    private static List<String> strangers(EmbeddedPostgres postgres) throws SQLException {
        List<String> strangers = new ArrayList<>();
        try (Connection connection = postgres.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT r.rolname || ' in ' || n.nspname FROM pg_roles r CROSS JOIN pg_namespace n
                        WHERE r.rolname IN ('feedback', 'insight', 'action')
                            AND n.nspname IN ('feedback', 'insight', 'action', 'public') AND r.rolname <> n.nspname
                            AND has_schema_privilege(r.oid, n.oid, 'USAGE')
                        UNION ALL
                        SELECT r.rolname || ' makes schemas' FROM pg_roles r
                        WHERE r.rolname IN ('feedback', 'insight', 'action')
                            AND (has_database_privilege(r.oid, 'heed', 'CREATE') OR r.rolsuper)
                        """)) {
            while (row.next()) {
                strangers.add(row.getString(1));
            }
        }
        return strangers;
    }
}

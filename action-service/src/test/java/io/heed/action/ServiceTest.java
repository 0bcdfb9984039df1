package io.heed.action;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.heed.action.fixture.MovableClock;
import io.heed.action.fixture.Said;
import io.heed.action.fixture.Topics;
import io.heed.embedded.testing.EmbeddedPartsResource;
import io.heed.embedded.testing.TestTokens;

/** What tests of the whole service share: a real broker, a real PostgreSQL, callers and patience. */
@QuarkusTestResource(value = EmbeddedPartsResource.class, initArgs = @ResourceArg(name = "schema", value = "action"))
abstract class ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    MovableClock clock;

    @Inject
    AgroalDataSource dataSource;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    Topics topics;

    @BeforeEach
    void open() {
        topics = new Topics(bootstrapServers);
        eventually(() -> given().get("/health/action/ready").statusCode() == 200);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    static RequestSpecification as(String user, String... roles) {
        return given().auth().oauth2(TestTokens.token(user, roles)).contentType("application/json");
    }

    static RequestSpecification admin() {
        return as("ada", "admin");
    }

    static RequestSpecification max() {
        return as("max", "manager");
    }

    /** The actions of a theme, newest first. */
    static List<Map<String, Object>> actionsOf(UUID theme) {
        return admin().get("/api/v1/actions?theme=" + theme).jsonPath().getList("items");
    }

    /** Waits for the theme's improvement that is not closed, and gives its id. */
    static UUID openImprovement(UUID theme) {
        String path = "/api/v1/actions?status=open,accepted,in_progress,reopened&theme=" + theme;
        eventually(() -> admin().get(path).jsonPath().getList("items").size() == 1);
        return UUID.fromString(admin().get(path).jsonPath().getString("items[0].id"));
    }

    /** The follow-ups of a signal. */
    static List<Map<String, Object>> followUpsOf(UUID signal) {
        return admin().get("/api/v1/actions?kind=follow_up&signal=" + signal)
                .jsonPath()
                .getList("items");
    }

    /** Makes a move with the ETag as it is now. */
    static Response move(RequestSpecification caller, UUID action, String move, Map<String, ?> body) {
        String etag = admin().get("/api/v1/actions/" + action).header("ETag");
        return caller.header("If-Match", etag).body(body).post("/api/v1/actions/" + action + "/" + move);
    }

    static final Map<String, String> CLOSURE = Map.of(
            "rootCause",
            "One lift for two car parks",
            "resolution",
            "Opened the second one",
            "answer",
            "There are two now.");

    static void complete(UUID action) {
        assertThat(move(admin(), action, "accept", Map.of()).statusCode()).isEqualTo(200);
        assertThat(move(admin(), action, "complete", CLOSURE).statusCode()).isEqualTo(200);
    }

    static void eventually(Callable<Boolean> holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!holds.call()) {
                assertThat(System.nanoTime()).as("it held within " + PATIENCE).isLessThan(end);
                Thread.sleep(50);
            }
        } catch (AssertionError failure) {
            throw failure;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    void publish(List<Said> said) {
        topics.publish(said.stream().map(Said::understood).toList());
    }

    /** Waits until what was published before has been taken in: a marker on every partition has come through. */
    void settle() {
        List<Said> markers = Said.about(UUID.randomUUID(), 20, clock.instant()).stream()
                .map(Said::wantingReply)
                .toList();
        publish(markers);
        eventually(() ->
                markers.stream().allMatch(marker -> !followUpsOf(marker.id()).isEmpty()));
    }
}

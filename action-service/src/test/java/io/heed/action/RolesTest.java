package io.heed.action;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RolesTest extends ServiceTest {

    private static final String ACTION = "/api/v1/actions/" + UUID.randomUUID();

    private static final List<String> READS = List.of(
            "/api/v1/actions",
            ACTION,
            ACTION + "/signals",
            "/api/v1/ownership-rules",
            "/api/v1/teams",
            "/api/v1/absences",
            "/api/v1/playbooks",
            "/api/v1/loop");

    private static final List<String> MOVES =
            List.of("/accept", "/assign", "/start", "/complete", "/dismiss", "/reopen", "/comment", "");

    @Test
    void managers_analysts_and_administrators_read_and_others_do_not() {
        for (String path : READS) {
            for (String role : List.of("manager", "analyst", "admin")) {
                assertThat(as("somebody", role).get(path).statusCode())
                        .as(role + " " + path)
                        .isIn(200, 404);
            }
            for (String role : List.of("frontline", "integration")) {
                assertThat(as("somebody", role).get(path).statusCode())
                        .as(role + " " + path)
                        .isEqualTo(403);
            }
            assertThat(given().get(path).statusCode()).as("anonymous " + path).isEqualTo(401);
        }
    }

    @Test
    void only_managers_and_administrators_change_anything() {
        for (String move : MOVES) {
            String path = move.isEmpty() ? "/api/v1/actions" : ACTION + move;
            for (String role : List.of("frontline", "integration", "analyst")) {
                assertThat(as("somebody", role).body("{}").post(path).statusCode())
                        .as(role + path)
                        .isEqualTo(403);
            }
            for (String role : List.of("manager", "admin")) {
                assertThat(as("somebody", role).body("{}").post(path).statusCode())
                        .as(role + path)
                        .isIn(400, 404);
            }
            assertThat(given().contentType("application/json")
                            .body("{}")
                            .post(path)
                            .statusCode())
                    .isEqualTo(401);
        }
        for (String role : List.of("frontline", "integration", "analyst")) {
            assertThat(as("somebody", role).body("{}").put("/api/v1/teams").statusCode())
                    .isEqualTo(403);
            assertThat(as("somebody", role)
                            .contentType("text/plain")
                            .body("* a")
                            .put("/api/v1/ownership-rules")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void teams_are_replaced_as_a_whole_and_the_fallback_team_stays() {
        String etag = admin().get("/api/v1/teams").header("ETag");
        String without = "{\"teams\":[{\"name\":\"web\",\"members\":[\"wim\"]}]}";
        String with =
                "{\"teams\":[{\"name\":\"triage\",\"members\":[\"max\"]},{\"name\":\"web\",\"members\":[\"wim\"]}]}";

        assertThat(admin().header("If-Match", etag)
                        .body(without)
                        .put("/api/v1/teams")
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin().body(with).put("/api/v1/teams").statusCode()).isEqualTo(428);
        assertThat(admin().header("If-Match", etag)
                        .body(with)
                        .put("/api/v1/teams")
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin().header("If-Match", etag)
                        .body(with)
                        .put("/api/v1/teams")
                        .statusCode())
                .isEqualTo(412);
        assertThat(admin().get("/api/v1/teams").jsonPath().getList("teams.name"))
                .isEqualTo(List.of("triage", "web"));
    }
}

package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnershipRulesTest extends ServiceTest {

    static Response put(String rules) {
        String etag = admin().get("/api/v1/ownership-rules").header("ETag");
        return admin().contentType("text/plain")
                .header("If-Match", etag)
                .body(rules)
                .put("/api/v1/ownership-rules");
    }

    @Test
    void good_rules_come_into_force_with_warnings_where_they_are_probably_not_meant() {
        Response answer = put("* @triage\nsite:north-* @nobody-yet\n");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getInt("rules")).isEqualTo(2);
        assertThat(answer.jsonPath().getInt("warnings[0].line")).isEqualTo(2);
        assertThat(admin().get("/api/v1/ownership-rules").asString()).contains("north-*");
    }

    @Test
    void bad_rules_are_refused_with_line_and_reason_and_those_in_force_stay() {
        put("* ada\n");

        Response answer = put("* ada\ncolour:red ada\ntheme:\"open @x\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("violations[0].field")).isEqualTo("line 2");
        assertThat(answer.jsonPath().getString("violations[0].message")).contains("colour: is not known");
        assertThat(answer.jsonPath().getString("violations[1].field")).isEqualTo("line 3");
        assertThat(admin().get("/api/v1/ownership-rules").asString()).isEqualTo("* ada\n");
    }

    @Test
    void rules_are_only_replaced_by_who_has_seen_them() {
        put("* ada\n");

        assertThat(admin().contentType("text/plain")
                        .body("* x")
                        .put("/api/v1/ownership-rules")
                        .statusCode())
                .isEqualTo(428);
        assertThat(admin().contentType("text/plain")
                        .header("If-Match", "\"0\"")
                        .body("* x")
                        .put("/api/v1/ownership-rules")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void the_tester_says_which_line_won_and_why() {
        put("* @triage\ntheme:\"parking*\" site:north-* pat\nsite:south-* sam\n");

        Response answer =
                max().body(Map.of("theme", "Parking fees", "site", "north-2")).post("/api/v1/ownership-rules/test");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("owner")).isEqualTo("pat");
        assertThat(answer.jsonPath().getInt("line")).isEqualTo(2);
        assertThat(answer.jsonPath().getString("lines[2].because[0]"))
                .isEqualTo("site is \"north-2\", which does not match south-*");
    }

    @Test
    void the_tester_tries_other_rules_without_putting_them_in_force() {
        put("* ada\n");

        Response answer =
                max().body(Map.of("channel", "app", "rules", "channel:app ivy")).post("/api/v1/ownership-rules/test");

        assertThat(answer.jsonPath().getString("owner")).isEqualTo("ivy");
        assertThat(admin().get("/api/v1/ownership-rules").asString()).isEqualTo("* ada\n");
    }
}

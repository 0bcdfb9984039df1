package io.heed.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.util.Set;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemsTest {

    @Test
    void what_is_right_passes_unchanged() {
        post("{\"text\":\"fine\",\"scale\":\"nps\",\"value\":7,\"at\":\"2026-01-02T03:04:05Z\"}")
                .statusCode(200)
                .body("scale", equalTo("nps"))
                .body("at", equalTo("2026-01-02T03:04:05Z"))
                .body("$", not(org.hamcrest.Matchers.hasKey("nested")));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"text\":\"a\",\"value\":1,\"colour\":1}         | colour      | known are at, nested, scale, text, value",
                "{\"text\":\"a\",\"value\":1,\"nested\":{\"x\":1}} | nested.x    | not a field that is known",
                "{\"text\":\"a\",\"value\":1,\"scale\":\"points\"} | scale       | one of nps, csat, ces, stars",
                "{\"text\":\"a\",\"value\":1,\"scale\":2}          | scale       | one of nps, csat, ces, stars",
                "{\"text\":\"a\",\"value\":\"1\"}                  | value       | a whole number",
                "{\"text\":\"a\",\"value\":1.5}                    | value       | a whole number",
                "{\"text\":5,\"value\":1}                          | text        | a string",
                "{\"text\":\"a\",\"value\":1,\"at\":\"monday\"}    | at          | RFC 3339",
                "{\"text\":\"\",\"value\":1}                       | text        | 1 to 10 characters",
                "{\"text\":\"a\",\"value\":1,\"nested\":{\"name\":\"long\"}} | nested.name | at most 3 characters",
            })
    void a_wrong_field_is_named_with_what_would_be_right(String body, String field, String message) {
        problem(post(body), 400)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", containsString(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"text\":",
                "{\"text\":\"a\",\"text\":\"b\",\"value\":1}",
                "{\"text\":\"a\",\"value\":1} x",
                "[1]"
            })
    void json_that_is_broken_or_doubled_is_refused(String body) {
        problem(post(body), 400);
    }

    @Test
    void what_no_database_keeps_is_taken_out_or_refused() {
        post("{\"text\":\"fi\\u0000ne\",\"value\":7}").statusCode(200).body("text", equalTo("fine"));
        problem(post("{\"text\":\"\\ud83d\",\"value\":7}"), 400).body("violations[0].field", equalTo("text"));
        problem(given().urlEncodingEnabled(false).when().get("/echo/me?q=a%00b").then(), 400);
    }

    @Test
    void nesting_without_end_is_refused() {
        problem(post("{\"nested\":" + "[".repeat(20_000)), 400);
    }

    @Test
    void a_number_without_end_is_refused() {
        problem(post("{\"text\":\"a\",\"value\":" + "1".repeat(20_000) + "}"), 400);
    }

    @Test
    void no_body_is_refused() {
        problem(given().contentType("application/json").when().post("/echo").then(), 400);
    }

    @Test
    void another_media_type_is_refused() {
        problem(given().contentType("text/plain").body("x").when().post("/echo").then(), 415);
        problem(given().header("Content-Type", "nonsense").when().post("/echo").then(), 415);
        problem(given().header("Accept", "nonsense").when().get("/echo/me").then(), 406);
    }

    @Test
    void a_body_over_the_limit_is_refused() {
        problem(post("{\"text\":\"" + "a".repeat(100_000) + "\"}"), 413);
    }

    @Test
    void no_token_is_a_401_that_says_how() {
        problem(given().when().get("/echo/me").then(), 401).header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void a_bad_token_is_a_401_also_where_none_is_needed() {
        problem(
                given().auth()
                        .oauth2("not.a.token")
                        .contentType("application/json")
                        .body("{}")
                        .when()
                        .post("/echo")
                        .then(),
                401);
    }

    @Test
    void credentials_of_another_kind_are_a_401_and_never_make_anonymous() {
        problem(
                        given().header("Authorization", "Basic aXZvOnNlY3JldA==")
                                .when()
                                .get("/echo/me")
                                .then(),
                        401)
                .header("WWW-Authenticate", equalTo("Bearer"));
        problem(
                given().header("Authorization", "Basic aXZvOnNlY3JldA==")
                        .contentType("application/json")
                        .body("{\"text\":\"fine\",\"value\":7}")
                        .when()
                        .post("/echo")
                        .then(),
                401);
    }

    @Test
    void a_token_without_the_role_is_a_403() {
        problem(
                given().auth()
                        .oauth2(token("fay", "frontline"))
                        .when()
                        .get("/echo/me")
                        .then(),
                403);
    }

    @Test
    void the_caller_is_who_the_token_says() {
        asMax().get("/echo/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("user"))
                .body("subject", equalTo("max"));
    }

    @Test
    void parameters_that_an_operation_takes_pass() {
        asMax().get("/echo/asked?words=a&sort=b&limit=c").then().statusCode(200).body(equalTo("b c a"));
    }

    @Test
    void parameters_that_an_operation_does_not_take_are_named_with_those_that_it_does() {
        problem(asMax().get("/echo/asked?limit=1&order=a&statsu=b&order=c").then(), 400)
                .body("violations.field", containsInAnyOrder("order", "statsu"))
                .body("violations[0].message", containsString("known are limit, sort, words"));
        problem(asMax().get("/echo/me?q=a").then(), 400)
                .body("violations[0].message", containsString("known are none"));
        problem(given().get("/echo/asked?statsu=b").then(), 401);
    }

    private static RequestSpecification asMax() {
        return given().auth().oauth2(token("max", "manager"));
    }

    @Test
    void an_unknown_path_is_a_404_and_an_unknown_method_a_405() {
        problem(given().when().get("/nowhere").then(), 404);
        problem(given().when().delete("/echo").then(), 405);
    }

    @Test
    void a_bug_says_nothing_of_its_inside() {
        problem(given().when().get("/echo/bug").then(), 500)
                .body("detail", not(containsString("secret")))
                .body("detail", containsString("reference"));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .post("/echo")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(status))
                .body("type", containsString("urn:heed:problem:"))
                .body("title", not(equalTo("")))
                .body("detail", not(equalTo("")));
    }

    private static String token(String subject, String role) {
        return Jwt.issuer("heed-test")
                .subject(subject)
                .groups(Set.of(role))
                .jws()
                .keyId("test")
                .sign("privatekey.jwk");
    }
}

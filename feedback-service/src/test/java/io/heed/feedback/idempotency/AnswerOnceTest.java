package io.heed.feedback.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.contracts.Topic;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;
import io.heed.rest.Roles;

@QuarkusTest
class AnswerOnceTest {

    private static final String SIGNALS = "/api/v1/signals";
    private static final String BATCH = "/api/v1/signals/batch";

    @Inject
    DataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    private static RequestSpecification ivo() {
        return FeedbackApi.as("ivo", Roles.INTEGRATION);
    }

    private static Response post(RequestSpecification caller, String path, String key, String body) {
        return caller.contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGNALS, BATCH})
    void the_same_request_gets_the_first_answer(String path) throws Exception {
        String key = UUID.randomUUID().toString();
        String body =
                path.equals(BATCH) ? "[{\"text\":\"One\"},{\"text\":\"\"},{\"text\":\"Two\"}]" : "{\"text\":\"One\"}";

        Response first = post(ivo(), path, key, body);
        Response again = post(ivo(), path, "\"" + key + "\"", body);

        assertThat(first.statusCode()).isEqualTo(path.equals(BATCH) ? 200 : 202);
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.body().asString()).isEqualTo(first.body().asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        String id = first.jsonPath().getString(path.equals(BATCH) ? "items[0].id" : "id");
        try (Topics topics = new Topics(brokers)) {
            assertThat(topics.records(Topic.FEEDBACK_SIGNALS, UUID.fromString(id)))
                    .hasSize(1);
        }
    }

    @Test
    void another_request_under_the_key_is_a_422_and_takes_nothing() {
        String key = UUID.randomUUID().toString();
        post(ivo(), SIGNALS, key, "{\"text\":\"One\"}").then().statusCode(202);

        post(ivo(), SIGNALS, key, "{\"text\":\"Two\"}")
                .then()
                .statusCode(422)
                .body("detail", containsString("new key"));
        post(ivo(), SIGNALS, key, "{\"text\":\"\"}").then().statusCode(422);
        post(ivo(), BATCH, key, "[{\"text\":\"One\"}]").then().statusCode(422);
    }

    @Test
    void callers_have_keys_of_their_own() {
        String key = UUID.randomUUID().toString();
        String one = post(ivo(), SIGNALS, key, "{\"text\":\"One\"}").jsonPath().getString("id");
        String other = post(FeedbackApi.as("fay", Roles.FRONTLINE), SIGNALS, key, "{\"text\":\"Two\"}")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void a_refused_request_leaves_its_key_free() {
        String key = UUID.randomUUID().toString();
        post(ivo(), SIGNALS, key, "{\"text\":\"\"}").then().statusCode(400);
        post(ivo(), SIGNALS, key, "{\"text\":").then().statusCode(400);
        post(ivo(), SIGNALS, key, "{\"text\":\"One\"}").then().statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "schlüssel"})
    void a_key_that_is_none_is_a_400(String key) {
        post(ivo(), SIGNALS, key, "{\"text\":\"One\"}")
                .then()
                .statusCode(400)
                .body("violations[0].field", containsString("Idempotency-Key"));
    }

    @Test
    void a_request_with_two_keys_is_a_400() {
        ivo().contentType("application/json")
                .header("Idempotency-Key", "one", "another")
                .body("{\"text\":\"One\"}")
                .post(SIGNALS)
                .then()
                .statusCode(400)
                .body("violations[0].field", containsString("Idempotency-Key"));
    }

    @Test
    void many_at_once_make_one_signal_and_say_so_or_that_it_is_under_way() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Callable<Response>> requests = Stream.generate(
                        () -> (Callable<Response>) () -> post(ivo(), SIGNALS, key, "{\"text\":\"One\"}"))
                .limit(16)
                .toList();
        try (ExecutorService callers = Executors.newFixedThreadPool(16)) {
            List<Response> answers =
                    callers.invokeAll(requests).stream().map(Future::resultNow).toList();

            assertThat(answers).extracting(Response::statusCode).contains(202).isSubsetOf(202, 409);
            assertThat(answers.stream()
                            .filter(answer -> answer.statusCode() == 202)
                            .map(answer -> answer.jsonPath().getString("id"))
                            .distinct())
                    .hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                    .allMatch(answer -> answer.header("Retry-After") != null);
        }
    }

    @Test
    void whoever_died_over_a_request_leaves_its_ids_to_the_next() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = "[{\"text\":\"One\"},{\"text\":\"Two\"}]";
        String first = post(ivo(), BATCH, key, body).jsonPath().getString("items.id");
        change(key, "answer_status = NULL, answer_body = NULL, held_until = created_at + interval '1 hour'");
        post(ivo(), BATCH, key, body).then().statusCode(409);

        change(key, "held_until = created_at");

        assertThat(post(ivo(), BATCH, key, body).jsonPath().getString("items.id"))
                .isEqualTo(first);
    }

    @Test
    void a_day_later_the_key_is_as_good_as_new() throws Exception {
        String key = UUID.randomUUID().toString();
        post(ivo(), SIGNALS, key, "{\"text\":\"One\"}").then().statusCode(202);
        change(key, "created_at = created_at - interval '25 hours'");

        post(ivo(), SIGNALS, key, "{\"text\":\"Two\"}").then().statusCode(202);
        post(ivo(), SIGNALS, key, "{\"text\":\"One\"}").then().statusCode(422);
    }

    private void change(String key, String columns) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE idempotency_keys SET " + columns + " WHERE key = ?")) {
            update.setString(1, key);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}

package io.heed.feedback.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.heed.contracts.Topic;
import io.heed.embedded.EmbeddedParts;
import io.heed.feedback.Eventually;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;

@QuarkusTest
class BrokerOutageTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    @Nullable
    EmbeddedParts parts;

    @Test
    void while_the_broker_is_away_nothing_is_accepted_and_afterwards_all_is_well_by_itself() throws Exception {
        FeedbackApi.say("before");
        var kafka = Objects.requireNonNull(parts).kafka();

        kafka.kill();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                answers.add(callers.submit(() -> FeedbackApi.post(given(), "{\"text\":\"nobody takes this\"}")));
            }
            for (Future<Response> answer : answers) {
                Response refused = answer.get(30, TimeUnit.SECONDS);
                refused.then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", "1");
                assertThat(refused.getTimeIn(TimeUnit.MILLISECONDS)).isLessThan(2_000);
            }
        }
        Eventually.eventually(() ->
                given().get("/health/feedback/ready").then().statusCode(503).body("status", equalTo("DOWN")));

        kafka.start();
        long back = System.nanoTime();
        Eventually.eventually(() ->
                FeedbackApi.post(given(), "{\"text\":\"and back\"}").then().statusCode(202));
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(10));

        FeedbackApi.Taken taken = FeedbackApi.say("after");
        try (Topics topics = new Topics(brokers)) {
            assertThat(topics.records(Topic.FEEDBACK_SIGNALS, taken.id())).hasSize(1);
        }
        Eventually.eventually(() ->
                FeedbackApi.receipt(taken.receipt()).then().statusCode(200).body("text", equalTo("after")));
        Eventually.eventually(() -> given().get("/health/feedback/ready").then().statusCode(200));
    }
}

package io.heed.feedback.submissions;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.heed.embedded.EmbeddedParts;
import io.heed.feedback.Eventually;
import io.heed.feedback.Quarantined;
import io.heed.messaging.Transactions;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class SubmissionsOutageTest {

    private static final int MANY = 20_000;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    @Inject
    Transactions transactions;

    @Nullable
    EmbeddedParts parts;

    private final String site = UUID.randomUUID().toString();

    @Test
    void a_broker_that_dies_in_between_costs_no_submission_and_quarantines_none() throws Exception {
        int aside = Quarantined.all().size();
        List<String> bodies = IntStream.range(0, MANY)
                .mapToObj(number -> "{\"text\":\"" + number + "\",\"site\":\"" + site + "\"}")
                .toList();
        try (ForeignProducer integration = new ForeignProducer(brokers)) {
            integration.sendAll(bodies, "/many/" + site);
        }
        Eventually.eventually(() -> assertThat(taken()).isBetween(1L, (long) MANY));
        var kafka = Objects.requireNonNull(parts).kafka();

        kafka.kill();
        UUID good = Quarantined.put(
                transactions,
                "heed-feedback-submissions",
                ForeignProducer.TOPIC,
                ForeignProducer.headers("/aside", site),
                "{\"text\":\"aside\"}".getBytes(UTF_8));
        Quarantined.redrive(good).then().statusCode(503).header("Retry-After", "5");
        Eventually.eventually(() -> given().get("/health/feedback/ready").then().statusCode(503));
        kafka.start();

        Eventually.eventually(() -> Quarantined.redrive(good).then().statusCode(204));
        Eventually.eventually(() -> assertThat(taken()).isEqualTo(MANY));
        assertThat(Quarantined.all()).hasSize(aside);
        Eventually.eventually(() -> given().get("/health/feedback/ready").then().statusCode(200));
    }

    private long taken() {
        return transactions.call(handle -> handle.createQuery("SELECT count(*) FROM signals WHERE site = :site")
                .bind("site", site)
                .mapTo(Long.class)
                .one());
    }
}

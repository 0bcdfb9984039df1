package io.heed.feedback.projection;

import static io.heed.feedback.Eventually.eventually;
import static io.heed.feedback.FeedbackApi.as;
import static io.heed.feedback.FeedbackApi.receipt;
import static io.heed.feedback.FeedbackApi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;
import io.heed.feedback.Events;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;
import io.heed.feedback.receipts.Receipts;
import io.heed.rest.Roles;

@QuarkusTest
class RememberEventsTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    @Inject
    DataSource database;

    @Inject
    Receipts receipts;

    private Topics topics;

    @BeforeEach
    void open() {
        topics = new Topics(brokers);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void the_first_content_wins_and_is_published_again_behind_a_contradiction() throws Exception {
        UUID id = UUID.randomUUID();
        SignalReceived first = Events.received(id, "The first word.", Events.T);
        topics.publish(first, Events.received(id, "Another word.", Events.T.plusSeconds(5)));

        eventually(() -> as("ada", Roles.ADMIN)
                .get("/api/v1/signals/" + id)
                .then()
                .body("text", equalTo("The first word."))
                .body("timeline.what", contains("received", "conflict")));
        eventually(() -> assertThat(topics.records(Topic.FEEDBACK_SIGNALS, id)).hasSize(3));
        List<ConsumerRecord<byte[], byte[]>> records = topics.records(Topic.FEEDBACK_SIGNALS, id);
        assertThat(records.getLast().value()).isEqualTo(records.getFirst().value());

        // the same contradiction again is the same conflict, and what came back set nothing off
        topics.publish(Events.received(id, "Another word.", Events.T.plusSeconds(9)));
        eventually(() -> assertThat(topics.records(Topic.FEEDBACK_SIGNALS, id)).hasSize(5));
        as("ada", Roles.ADMIN)
                .get("/api/v1/signals/" + id)
                .then()
                .body("timeline.what", contains("received", "conflict"));
        UUID marker = UUID.randomUUID();
        topics.publish(Events.received(marker, "marker", Events.T));
        eventually(() -> receipt(receipts.of(marker)).then().body("text", equalTo("marker")));
        assertThat(topics.records(Topic.FEEDBACK_SIGNALS, id)).hasSize(5);
    }

    @Test
    void a_mere_retry_is_no_conflict() throws Exception {
        String json = "{\"text\":\"again and again\",\"externalId\":\"retry\"}";
        FeedbackApi.Taken taken = submit(as("ivo", Roles.INTEGRATION), json);
        eventually(() -> receipt(taken.receipt()).then().body("text", equalTo("again and again")));
        String receivedAt = receipt(taken.receipt()).jsonPath().getString("receivedAt");
        submit(as("ivo", Roles.INTEGRATION), json);
        eventually(() ->
                assertThat(topics.records(Topic.FEEDBACK_SIGNALS, taken.id())).hasSize(3));
        as("ada", Roles.ADMIN)
                .get("/api/v1/signals/" + taken.id())
                .then()
                .body("receivedAt", equalTo(receivedAt))
                .body("timeline.what", contains("received"));
    }

    @Test
    void everything_comes_back_from_the_topics_after_all_tables_were_lost() throws Exception {
        UUID theme = UUID.randomUUID();
        UUID action = UUID.randomUUID();
        FeedbackApi.Taken said = FeedbackApi.say("rebuild me");
        FeedbackApi.Taken erased = FeedbackApi.say("rebuild me not");
        topics.publish(
                Events.understood(said.id(), 1, theme),
                Events.understood(said.id(), 3, theme),
                Events.theme(theme, 1, "rebuilding"),
                Events.answered(said.id(), 1, action, "Rebuilt."));
        as("ada", Roles.ADMIN).delete("/api/v1/signals/" + erased.id()).then().statusCode(204);
        eventually(() -> receipt(said.receipt()).then().body("status", equalTo("answered")));
        eventually(() -> as("ada", Roles.ADMIN)
                .get("/api/v1/signals/" + said.id())
                .then()
                .body("themes.label", contains("rebuilding")));
        eventually(() ->
                assertThat(topics.records(Topic.FEEDBACK_SIGNALS, erased.id())).hasSize(2));
        String before =
                as("ada", Roles.ADMIN).get("/api/v1/signals/" + said.id()).asString();

        Jdbi.create(database)
                .useTransaction(handle ->
                        handle.execute("TRUNCATE signals, conflicts, progress, themes, actions, erased, positions"));
        FeedbackApi.Taken marker = FeedbackApi.say("marker");

        eventually(() -> receipt(marker.receipt()).then().body("text", equalTo("marker")));
        eventually(() -> assertThat(as("ada", Roles.ADMIN)
                        .get("/api/v1/signals/" + said.id())
                        .asString())
                .isEqualTo(before));
        eventually(() -> receipt(erased.receipt()).then().statusCode(410));
    }
}

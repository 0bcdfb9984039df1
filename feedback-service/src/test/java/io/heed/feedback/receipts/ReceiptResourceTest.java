package io.heed.feedback.receipts;

import static io.heed.feedback.Eventually.eventually;
import static io.heed.feedback.FeedbackApi.receipt;
import static io.heed.feedback.FeedbackApi.say;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.heed.contracts.ActionStatus;
import io.heed.feedback.Events;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;

@QuarkusTest
class ReceiptResourceTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

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
    void a_receipt_follows_its_signal_round_the_loop() throws Exception {
        UUID theme = UUID.randomUUID();
        UUID action = UUID.randomUUID();
        FeedbackApi.Taken taken = say("The soup was cold, says jo@example.com");
        // at once, remembered or not
        receipt(taken.receipt()).then().statusCode(200).body("status", equalTo("accepted"));
        eventually(() -> receipt(taken.receipt())
                .then()
                .header("Cache-Control", containsString("no-store"))
                .body("status", equalTo("accepted"))
                .body("text", equalTo("The soup was cold, says [email]"))
                .body("timeline.what", contains("received")));

        topics.publish(Events.theme(theme, 1, "cold soup"), Events.understood(taken.id(), 1, theme));
        eventually(() -> receipt(taken.receipt()).then().body("status", equalTo("understood")));

        topics.publish(Events.action(action, 1, ActionStatus.OPEN), Events.linked(taken.id(), 1, action));
        eventually(() -> receipt(taken.receipt()).then().body("status", equalTo("in_action")));

        topics.publish(
                Events.action(action, 2, ActionStatus.COMPLETED),
                Events.answered(taken.id(), 2, action, "New hot plates came."));
        eventually(() -> receipt(taken.receipt())
                .then()
                .body("status", equalTo("answered"))
                .body("receipt", equalTo(taken.receipt()))
                .body("timeline", hasSize(4))
                .body(
                        "timeline.what.collect { it }.sort()",
                        contains("answered", "in_action", "received", "understood"))
                .body("answers.answer", contains("New hot plates came."))
                .body("answers.answeredAt", contains("2026-03-31T09:31:30Z")));
    }

    @Test
    void topics_may_race_each_other_and_repeat_themselves() throws Exception {
        UUID signal = UUID.randomUUID();
        UUID action = UUID.randomUUID();
        String receipt = receipts.of(signal);
        topics.publish(Events.answered(signal, 5, action, "Done."));
        topics.publish(Events.linked(signal, 4, action));
        topics.publish(Events.understood(signal, 1));
        receipt(receipt)
                .then()
                .statusCode(200)
                .body("status", equalTo("accepted"))
                .body("answers", empty());

        topics.publish(Events.received(signal, "Late to its own party.", Events.T));
        topics.publish(Events.answered(signal, 5, action, "A repetition that must not count."));
        topics.publish(Events.received(signal, "Late to its own party.", Events.T));

        eventually(() -> receipt(receipt)
                .then()
                .body("status", equalTo("answered"))
                .body("timeline.what", contains("received", "understood", "in_action", "answered"))
                .body("answers.answer", contains("Done.")));
    }

    @Test
    void a_dismissed_action_is_no_action() throws Exception {
        UUID action = UUID.randomUUID();
        FeedbackApi.Taken taken = say("Nothing will come of this.");
        topics.publish(Events.understood(taken.id(), 1), Events.linked(taken.id(), 1, action));
        eventually(() -> receipt(taken.receipt()).then().body("status", equalTo("in_action")));
        topics.publish(Events.action(action, 3, ActionStatus.DISMISSED), Events.action(action, 2, ActionStatus.OPEN));
        eventually(() -> receipt(taken.receipt()).then().body("status", equalTo("understood")));
    }

    @Test
    void that_an_answer_is_overdue_is_none_and_hides_no_action() throws Exception {
        UUID action = UUID.randomUUID();
        FeedbackApi.Taken taken = say("Is anybody there?");
        // the topic is compacted: of the signal's link only what this record repeats may be left
        topics.publish(Events.understood(taken.id(), 1), Events.overdue(taken.id(), 2, action));

        eventually(() -> receipt(taken.receipt())
                .then()
                .body("status", equalTo("in_action"))
                .body("answers", empty())
                .body("timeline.what", containsInAnyOrder("received", "understood", "in_action")));
    }

    @Test
    void a_forged_receipt_is_none() {
        String receipt = say("Mine.").receipt();
        char last = receipt.charAt(20) == 'A' ? 'B' : 'A';
        receipt(receipt.substring(0, 20) + last + receipt.substring(21))
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        receipt("anything").then().statusCode(404);
        receipt(UUID.randomUUID().toString()).then().statusCode(404);
    }
}

package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.MailServer;
import io.heed.action.fixture.Outside;
import io.heed.action.fixture.Said;
import io.heed.action.fixture.WebhookReader;
import io.heed.action.intake.NewsListener;
import io.heed.action.intake.RestoreFromTopics;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.Topic;
import io.heed.messaging.Delivery;
import io.heed.messaging.Transactions;

@QuarkusTest
@TestProfile(Outside.class)
class DeliveriesTest extends ServiceTest {

    @Inject
    NewsListener listener;

    @Inject
    RestoreFromTopics restore;

    @SuppressWarnings("NullAway.Init") // set by the profile's resource
    MailServer mail;

    @SuppressWarnings("NullAway.Init") // set by the profile's resource
    WebhookReader webhook;

    @Test
    void a_writer_with_two_signals_behind_an_action_is_told_once_on_each_channel() {
        UUID theme = UUID.randomUUID();
        String customer = "customer-" + UUID.randomUUID();
        String address = UUID.randomUUID() + "@example.org";
        UUID action = improvement(theme, customer, address);
        complete(action);

        eventually(() -> mail.to(address).size() == 1 && calls(action).size() == 10);
        assertThat(mail.to(address).getFirst().content())
                .contains("There are two now.")
                .contains("Subject: An answer to what you told us")
                .contains("From: answers@heed.test")
                .contains(
                        "Message-ID: <" + deliveries(action, "email").getFirst().get("id") + "@heed>");
        assertThat(calls(action)).allMatch(WebhookReader.Call::isSigned);
        assertThat(calls(action))
                .filteredOn(call -> call.body().contains(customer))
                .singleElement()
                .satisfies(call -> {
                    Map<String, Object> row = deliveries(action, "webhook").stream()
                            .filter(each -> customer.equals(each.get("recipient")))
                            .findFirst()
                            .orElseThrow();
                    assertThat(call.id()).isEqualTo(row.get("id"));
                    assertThat((List<?>) row.get("signalIds")).hasSize(2);
                });
        eventually(
                () -> deliveries(action, "webhook").stream().allMatch(each -> "delivered".equals(each.get("state"))));
    }

    @Test
    void whatever_is_replayed_sends_nothing_again() {
        UUID theme = UUID.randomUUID();
        String address = UUID.randomUUID() + "@example.org";
        Said asking = Said.about(theme, clock.instant()).wantingReply();
        List<HeedEvent> events = List.of(asking.reachableAt(address), asking.understood());
        topics.publish(events);
        UUID action = followUp(asking);
        complete(action);
        eventually(() -> mail.to(address).size() == 1 && calls(action).size() == 1);
        eventually(() -> topics.of(Topic.ACTION_ANSWERS, asking.id(), SignalAnswered.class)
                        .size()
                == 1);

        take(events);
        Transactions.over(dataSource).run(handle -> {
            handle.execute("DELETE FROM links WHERE signal_id = ?", asking.id());
            handle.execute("DELETE FROM standings WHERE signal_id = ?", asking.id());
            handle.execute("DELETE FROM deliveries WHERE action_id = ?", action);
            for (String table : List.of("owed", "readings", "received", "contacts")) {
                handle.execute("DELETE FROM " + table + " WHERE signal_id = ?", asking.id());
            }
            handle.execute("DELETE FROM positions WHERE consumer = 'heed-action-restore'");
        });
        restore.run();
        take(events);
        Said after = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(after.understood()));
        UUID marker = followUp(after);
        complete(marker);
        eventually(() -> calls(marker).size() == 1);

        assertThat(mail.to(address)).hasSize(1);
        assertThat(calls(action)).hasSize(1);
        assertThat(deliveries(action, "email")).isEmpty();
        assertThat(one("given", asking)).isTrue();
    }

    @Test
    void what_fails_is_tried_again_under_the_same_id() {
        UUID theme = UUID.randomUUID();
        String address = UUID.randomUUID() + "@example.org";
        Said asking = Said.about(theme, clock.instant()).wantingReply();
        topics.publish(List.of(asking.reachableAt(address)));
        topics.publish(List.of(asking.understood()));
        mail.refuse(address, 451);
        webhook.answer(asking.id().toString(), 500, 204);
        UUID action = followUp(asking);
        complete(action);
        eventually(() -> deliveries(action, "webhook").stream().anyMatch(each -> each.get("lastFailure") != null)
                && deliveries(action, "email").stream().anyMatch(each -> each.get("lastFailure") != null));
        assertThat(deliveries(action, "email").getFirst())
                .containsEntry("state", "waiting")
                .containsEntry("lastFailure", "the mail server answered 451");

        clock.move(Duration.ofSeconds(10));

        eventually(() -> calls(action).size() == 2 && mail.to(address).size() == 1);
        assertThat(calls(action))
                .extracting(WebhookReader.Call::id)
                .hasSize(2)
                .containsOnly(calls(action).getFirst().id());
        assertThat(calls(action))
                .extracting(WebhookReader.Call::body)
                .containsOnly(calls(action).getFirst().body());
    }

    @Test
    void a_mail_that_may_have_gone_out_waits_for_people_and_one_that_is_refused_for_good_too() {
        String vanishing = UUID.randomUUID() + "@example.org";
        String unknown = UUID.randomUUID() + "@example.org";
        mail.vanish(vanishing);
        mail.refuse(unknown, 550);
        UUID uncertain = answered(vanishing);
        UUID refused = answered(unknown);
        eventually(() -> state(uncertain).equals("uncertain"));
        eventually(() -> state(refused).equals("given_up"));
        clock.move(Duration.ofHours(7));
        UUID marker = answered(UUID.randomUUID() + "@example.org");
        eventually(() -> state(marker).equals("delivered"));
        assertThat(mail.to(vanishing)).hasSize(1);

        Object id = deliveries(uncertain, "email").getFirst().get("id");
        assertThat(as("ana", "analyst")
                        .post("/api/v1/deliveries/" + id + "/retry")
                        .statusCode())
                .isEqualTo(403);
        assertThat(max().post("/api/v1/deliveries/" + id + "/retry").statusCode())
                .isEqualTo(200);

        eventually(() -> state(uncertain).equals("delivered"));
        assertThat(deliveries(uncertain, "email").getFirst()).containsEntry("retriedBy", "max");
        assertThat(mail.to(vanishing)).hasSize(2);
        assertThat(max().post("/api/v1/deliveries/" + id + "/retry").statusCode())
                .isEqualTo(409);
        assertThat(max().post("/api/v1/deliveries/" + UUID.randomUUID() + "/retry")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_writer_whose_signal_comes_after_its_answer_is_told_too() {
        String address = UUID.randomUUID() + "@example.org";
        Said asking = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(asking.understood()));
        UUID action = followUp(asking);
        complete(action);
        eventually(() -> calls(action).size() == 1);
        assertThat(mail.to(address)).isEmpty();

        topics.publish(List.of(asking.reachableAt(address)));

        eventually(() -> mail.to(address).size() == 1);
    }

    @Test
    void erasing_a_signal_forgets_its_address_and_what_was_to_be_sent() {
        String address = UUID.randomUUID() + "@example.org";
        mail.refuse(address, 451, 451, 451);
        Said asking = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(asking.reachableAt(address), asking.understood()));
        UUID action = followUp(asking);
        complete(action);
        eventually(() -> !deliveries(action, "email").isEmpty() && rows(address) == 2);

        topics.erase(Topic.FEEDBACK_SIGNALS, asking.id());

        eventually(() -> rows(address) == 0);
        assertThat(deliveries(action, "email")).isEmpty();
        assertThat(deliveries(action, "webhook")).isEmpty();
        assertThat(one("given", asking) || one("owed", asking)).isFalse();
    }

    /** Completes a follow-up of somebody with this address. */
    private UUID answered(String address) {
        Said asking = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        topics.publish(List.of(asking.reachableAt(address)));
        eventually(() -> rows(address) == 1);
        topics.publish(List.of(asking.understood()));
        UUID action = followUp(asking);
        complete(action);
        eventually(() -> deliveries(action, "email").size() == 1);
        return action;
    }

    private UUID followUp(Said said) {
        eventually(() -> followUpsOf(said.id()).size() == 1);
        return UUID.fromString((String) followUpsOf(said.id()).getFirst().get("id"));
    }

    /** An improvement for ten people, one of whom wrote twice and wants a reply. */
    private UUID improvement(UUID theme, String customer, String address) {
        Instant now = clock.instant();
        Said first = Said.about(theme, now).by(customer);
        Said second = Said.about(theme, now).by(customer);
        topics.publish(List.of(Said.theme(theme, 1, "two lifts", now)));
        topics.publish(List.of(first.reachableAt(address), second.reachableAt(address)));
        eventually(() -> rows(address) == 2);
        topics.publish(List.of(first.understood(), second.understood()));
        topics.publish(Said.about(theme, 9, now).stream().map(Said::understood).toList());
        UUID action = openImprovement(theme);
        eventually(() -> admin().get("/api/v1/actions/" + action).jsonPath().getLong("signals") == 11);
        return action;
    }

    private List<WebhookReader.Call> calls(UUID action) {
        return webhook.calls(action.toString());
    }

    private static List<Map<String, Object>> deliveries(UUID action, String channel) {
        List<Map<String, Object>> all =
                admin().get("/api/v1/deliveries?limit=500").jsonPath().getList("items");
        return all.stream()
                .filter(each -> action.toString().equals(each.get("actionId")) && channel.equals(each.get("channel")))
                .toList();
    }

    private static String state(UUID action) {
        return String.valueOf(deliveries(action, "email").getFirst().get("state"));
    }

    private static boolean one(String state, Said said) {
        return admin().get("/api/v1/answers?limit=500&state=" + state)
                .jsonPath()
                .getList("items.signalId")
                .contains(said.id().toString());
    }

    /** How many rows hold this address. */
    private long rows(String address) {
        return Transactions.over(dataSource).call(handle -> handle.createQuery("""
                        SELECT (SELECT count(*) FROM contacts WHERE email = :address)
                             + (SELECT count(*) FROM deliveries WHERE recipient = :address)
                        """)
                .bind("address", address)
                .mapTo(Long.class)
                .one());
    }

    private void take(List<HeedEvent> events) {
        NewsListener.Prepared prepared = listener.prepare(events.stream()
                .map(event ->
                        new Delivery(Topic.of(event.getClass()), 0, 0, event.key(), clock.instant(), "an id", event))
                .toList());
        Transactions.over(dataSource).run(handle -> listener.apply(handle, prepared));
    }
}

package io.heed.action.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.heed.action.delivery.JtaTransactions;
import io.heed.action.fixture.MovableClock;
import io.heed.action.fixture.Rows;
import io.heed.contracts.Principal;
import io.heed.embedded.testing.EmbeddedPartsResource;
import io.heed.rest.TimedCursor;

/** Senders on a real database; the service under test sends nothing itself. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedPartsResource.class, initArgs = @ResourceArg(name = "schema", value = "action"))
class SendDeliveriesTest {

    @Inject
    SendDeliveries sending;

    @Inject
    DeliveryStore store;

    @Inject
    DeliveryListStore list;

    @Inject
    SendEmail toMailServer;

    @Inject
    SendWebhook toOtherSystem;

    @Inject
    JtaTransactions transactions;

    @Inject
    MovableClock clock;

    /** Writes down what it is to send, and says what it is told to say. */
    private static final class Notebook implements Courier {

        private final List<UUID> sent = new CopyOnWriteArrayList<>();
        private final Channel channel;
        private final Outcome outcome;

        private Notebook(Channel channel, Outcome outcome) {
            this.channel = channel;
            this.outcome = outcome;
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public Outcome send(Delivery delivery) {
            sent.add(delivery.id());
            return outcome;
        }
    }

    @AfterEach
    void clean() {
        transactions.call(transaction -> transaction.execute("DELETE FROM deliveries"));
    }

    @Test
    void senders_that_send_at_once_send_each_delivery_once() throws Exception {
        List<UUID> written = write(Channel.EMAIL, 40);
        Notebook mail = new Notebook(Channel.EMAIL, new Outcome.Taken());
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> one = threads.submit(() -> sendAll(mail));
            Future<?> other = threads.submit(() -> sendAll(mail));
            one.get();
            other.get();
        }

        assertThat(mail.sent).containsExactlyInAnyOrderElementsOf(written);
        assertThat(views(DeliveryState.DELIVERED)).hasSize(40);
    }

    @Test
    void of_a_sender_that_died_a_webhook_is_sent_again_and_an_email_never_by_itself() {
        UUID email = write(Channel.EMAIL, 1).getFirst();
        UUID webhook = write(Channel.WEBHOOK, 1).getFirst();
        Instant now = clock.instant();
        for (Courier courier : List.of(toMailServer, toOtherSystem)) {
            transactions.call(transaction ->
                    store.lease(transaction, courier.channel(), UUID.randomUUID(), now.plus(courier.lease()), now, 10));
        }
        Notebook mail = new Notebook(Channel.EMAIL, new Outcome.Taken());
        Notebook calls = new Notebook(Channel.WEBHOOK, new Outcome.Taken());
        sendAll(mail);
        sendAll(calls);
        assertThat(mail.sent).isEmpty();
        assertThat(calls.sent).isEmpty();

        clock.move(Duration.ofMinutes(1));
        sendAll(calls);
        assertThat(calls.sent).containsExactly(webhook);

        clock.move(Duration.ofMinutes(2));
        sendAll(mail);
        assertThat(mail.sent).isEmpty();
        assertThat(views(DeliveryState.UNCERTAIN)).extracting(DeliveryView::id).containsExactly(email);

        assertThat(transactions.<Boolean>call(
                        transaction -> list.retry(transaction, email, Principal.system("test"), clock.instant())))
                .isTrue();
        sendAll(mail);
        assertThat(mail.sent).containsExactly(email);
    }

    @Test
    void an_email_of_a_database_that_was_restored_is_sent_when_people_say_so() {
        UUID email = write(Channel.EMAIL, 1).getFirst();
        UUID webhook = write(Channel.WEBHOOK, 1).getFirst();
        transactions.call(transaction -> {
            store.doubt(transaction, clock.instant());
            return email;
        });
        Notebook mail = new Notebook(Channel.EMAIL, new Outcome.Taken());
        Notebook calls = new Notebook(Channel.WEBHOOK, new Outcome.Taken());
        sendAll(mail);
        sendAll(calls);

        assertThat(mail.sent).isEmpty();
        assertThat(calls.sent).containsExactly(webhook);
        assertThat(views(DeliveryState.UNCERTAIN)).extracting(DeliveryView::id).containsExactly(email);
    }

    @Test
    void whoever_lost_its_lease_says_nothing_any_more() {
        write(Channel.WEBHOOK, 1);
        Instant now = clock.instant();
        Delivery slow = transactions
                .call(transaction ->
                        store.lease(transaction, Channel.WEBHOOK, UUID.randomUUID(), now.plusSeconds(60), now, 10))
                .getFirst();
        clock.move(Duration.ofMinutes(2));
        sendAll(new Notebook(Channel.WEBHOOK, new Outcome.Taken()));

        transactions.call(transaction -> {
            store.giveUp(transaction, slow, clock.instant(), "too late");
            return slow;
        });

        assertThat(views(DeliveryState.DELIVERED)).hasSize(1);
    }

    @Test
    void what_fails_every_time_is_given_up_in_the_end_and_tried_anew_when_people_say_so() {
        UUID id = write(Channel.WEBHOOK, 1).getFirst();
        Notebook broken = new Notebook(Channel.WEBHOOK, new Outcome.Failed("it answered 500"));
        for (int attempt = 0; attempt < Backoff.MOST_ATTEMPTS + 5; attempt++) {
            sendAll(broken);
            transactions.call(transaction -> transaction.execute("UPDATE deliveries SET next_attempt_at = created_at"));
        }

        assertThat(broken.sent).hasSize(Backoff.MOST_ATTEMPTS).containsOnly(id);
        assertThat(views(DeliveryState.GIVEN_UP)).singleElement().satisfies(view -> {
            assertThat(view.lastFailure()).isEqualTo("it answered 500");
            assertThat(view.nextAttemptAt()).isNull();
        });
        assertThat(transactions.<Boolean>call(
                        transaction -> list.retry(transaction, id, Principal.system("test"), clock.instant())))
                .isTrue();
        sendAll(broken);
        assertThat(broken.sent).hasSize(Backoff.MOST_ATTEMPTS + 1);
        assertThat(views(DeliveryState.WAITING)).hasSize(1);
    }

    @Test
    void what_nobody_knows_is_uncertain_and_what_is_refused_is_given_up() {
        UUID lost = write(Channel.EMAIL, 1).getFirst();
        sendAll(new Notebook(Channel.EMAIL, new Outcome.Unknown("gone in between")));
        UUID refused = write(Channel.EMAIL, 1).getFirst();
        sendAll(new Notebook(Channel.EMAIL, new Outcome.Refused("the mail server answered 550")));

        assertThat(views(DeliveryState.UNCERTAIN)).extracting(DeliveryView::id).containsExactly(lost);
        assertThat(views(DeliveryState.GIVEN_UP)).extracting(DeliveryView::id).containsExactly(refused);
    }

    @Test
    void signals_join_a_delivery_until_it_is_tried_and_leave_it_when_they_are_erased() {
        UUID signal = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Instant now = clock.instant();
        UUID action = transactions.call(transaction -> Rows.action(transaction, signal, now));
        add(action, signal, now);
        add(action, other, now);
        assertThat(views(DeliveryState.WAITING)).singleElement().satisfies(view -> assertThat(view.signalIds())
                .containsExactlyInAnyOrder(signal, other));

        erase(signal);
        assertThat(views(DeliveryState.WAITING)).singleElement().satisfies(view -> assertThat(view.signalIds())
                .containsExactly(other));
        sendAll(new Notebook(Channel.WEBHOOK, new Outcome.Taken()));
        add(action, signal, now);
        assertThat(views(DeliveryState.DELIVERED)).singleElement().satisfies(view -> assertThat(view.signalIds())
                .containsExactly(other));
        erase(other);
        assertThat(views(DeliveryState.DELIVERED)).isEmpty();
    }

    private void add(UUID action, UUID signal, Instant now) {
        NewDelivery delivery = new NewDelivery(
                UUID.randomUUID(), Channel.WEBHOOK, action, "customer-7", List.of(signal), "Done.", now);
        transactions.call(transaction -> {
            store.add(transaction, List.of(delivery));
            return delivery;
        });
    }

    private void erase(UUID signal) {
        transactions.call(transaction -> {
            store.erase(transaction, List.of(signal));
            return signal;
        });
    }

    private List<UUID> write(Channel channel, int count) {
        Instant now = clock.instant();
        UUID signal = UUID.randomUUID();
        return transactions.call(transaction -> {
            UUID action = Rows.action(transaction, signal, now);
            List<NewDelivery> deliveries = IntStream.range(0, count)
                    .mapToObj(number -> new NewDelivery(
                            UUID.randomUUID(), channel, action, "recipient-" + number, List.of(signal), "Done.", now))
                    .toList();
            store.add(transaction, deliveries);
            return deliveries.stream().map(NewDelivery::id).toList();
        });
    }

    private void sendAll(Courier courier) {
        while (sending.send(courier) > 0) {
            // until nothing is due
        }
    }

    private List<DeliveryView> views(DeliveryState state) {
        return transactions
                .call(transaction -> list.page(transaction, state, 500, TimedCursor.read(null), clock.instant()))
                .items();
    }
}

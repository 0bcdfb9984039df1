package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;

class OutboxTest {

    @RegisterExtension
    final Ground ground = new Ground();

    @Test
    void anEventWithoutATransactionIsRefused() throws Exception {
        Outbox outbox = ground.outbox();
        SignalReceived signal = Signals.signal(UUID.randomUUID(), 0);

        try (Handle handle = Jdbi.create(ground.pool).open();
                Connection connection = ground.pool.getConnection()) {
            assertThatThrownBy(() -> outbox.append(handle, signal)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> outbox.erase(handle, Topic.FEEDBACK_SIGNALS, signal.id()))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> outbox.append(connection, List.of(signal)))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(ground.waiting()).isZero();
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        AtomicInteger told = new AtomicInteger();
        Outbox outbox = ground.outbox(told::incrementAndGet);

        assertThatThrownBy(() -> ground.transactions.run(transaction -> {
                    outbox.append(transaction, Signals.signal(UUID.randomUUID(), 0));
                    throw new IllegalStateException("changed its mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(ground.waiting()).isZero();
        assertThat(told).hasValue(0);
    }

    @Test
    void theRelayIsWokenAfterTheCommitAndNotBefore() {
        AtomicInteger told = new AtomicInteger();
        Outbox outbox = ground.outbox(() -> told.set((int) ground.waiting()));

        ground.transactions.run(
                transaction -> outbox.append(transaction, Signals.signals(500).toList()));

        // another connection saw all of them when the relay was woken
        assertThat(told).hasValue(500);
    }

    @Test
    void anEventThatNoBrokerWouldTakeIsRefusedBeforeItCanHoldUpTheOthers() {
        Outbox outbox = ground.outbox();
        SignalReceived signal = Signals.signal(UUID.randomUUID(), 0);
        SignalReceived huge = new SignalReceived(
                signal.id(),
                signal.text(),
                signal.kind(),
                null,
                null,
                null,
                signal.occurredAt(),
                signal.receivedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                signal.obligation(),
                null,
                Map.of("size", "x".repeat(Outbox.MAX_PAYLOAD)),
                signal.principal());

        assertThatThrownBy(() -> ground.transactions.run(transaction -> outbox.append(transaction, huge)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;

class BrokerOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEYS = 50;
    private static final int EACH = 200;

    @RegisterExtension
    final Ground ground = new Ground();

    @Test
    void aBrokerThatDiesWhileTheRelaySendsCostsAndDoublesNothing() throws Exception {
        List<UUID> keys =
                IntStream.range(0, KEYS).mapToObj(any -> UUID.randomUUID()).toList();
        OutboxRelay relay = ground.relay();
        EventConsumer<?, ?> consumer =
                ground.consumer(ConsumerSettings.of(ground.group(), Topic.FEEDBACK_SIGNALS), new Effects());
        CompletableFuture<Void> killed = new CompletableFuture<>();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int number = 0; number < EACH; number++) {
                int current = number;
                if (number == EACH / 2) {
                    // however fast both are, there is something left to be published when the broker dies
                    killed.join();
                }
                ground.append(
                        keys.stream().map(key -> Signals.signal(key, current)).toArray(SignalReceived[]::new));
                relay.wake();
            }
        });
        Ground.await("the relay is publishing", PATIENCE, () -> effects() > KEYS * EACH / 20);

        ground.parts.kafka().kill();
        killed.complete(null);
        writing.join();
        Ground.await("both know", PATIENCE, () -> !relay.isHealthy() && !consumer.isHealthy());
        assertThat(ground.waiting()).isPositive();
        ground.parts.kafka().restart();
        long returned = System.nanoTime();
        Ground.await("the outbox is empty", PATIENCE, () -> ground.waiting() == 0);
        Ground.await("all are applied", PATIENCE, () -> effects() >= KEYS * EACH && consumer.caughtUp());

        assertThat(Duration.ofNanos(System.nanoTime() - returned)).isLessThan(Duration.ofSeconds(20));
        Ground.await("both are well again", PATIENCE, () -> relay.isHealthy() && consumer.isHealthy());
        List<Integer> all = IntStream.range(0, EACH).boxed().toList();
        assertThat(published()).hasSize(KEYS).allSatisfy((key, numbers) -> assertThat(numbers)
                .isEqualTo(all));
        assertThat(ground.effects()).hasSize(KEYS).allSatisfy((key, numbers) -> assertThat(numbers)
                .isEqualTo(all));
    }

    private Map<UUID, List<Integer>> published() {
        Map<UUID, List<Integer>> numbers = new HashMap<>();
        ground.committedEvents(Topic.FEEDBACK_SIGNALS, SignalReceived.class)
                .forEach(signal -> numbers.computeIfAbsent(signal.id(), any -> new ArrayList<>())
                        .add(Signals.number(signal)));
        return numbers;
    }

    private long effects() {
        return ground.number("SELECT count(*) FROM effects");
    }
}

package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;

class TopicReplayTest {

    @RegisterExtension
    final Ground ground = new Ground();

    private final List<Delivery> replayed = new ArrayList<>();

    @Test
    void everythingSinceTheGivenOffsetsIsReadInOrderUpToTheEnd() {
        UUID key = UUID.randomUUID();
        ground.publish(IntStream.range(0, 1_200)
                .mapToObj(number -> Signals.signal(key, number))
                .toList());
        ground.send(List.of(ground.codec.tombstone(Topic.FEEDBACK_SIGNALS, key)));

        Map<TopicPartition, Long> next = replay(ground.ends);

        assertThat(numbers())
                .containsExactlyElementsOf(IntStream.range(0, 1_200).boxed().toList());
        assertThat(replayed.getLast().erases()).isTrue();
        replayed.clear();
        assertThat(replay(next)).isEqualTo(next);
        assertThat(replayed).isEmpty();
    }

    @Test
    void aTopicThatEndsWithATransactionsMarkerIsReadToItsEnd() throws Exception {
        UUID key = UUID.randomUUID();
        ground.append(Signals.signal(key, 0), Signals.signal(key, 1));
        ground.relay();
        Ground.await("the outbox is empty", java.time.Duration.ofSeconds(30), () -> ground.waiting() == 0);

        replay(ground.ends);

        assertThat(numbers()).containsExactly(0, 1);
    }

    @Test
    void whatWasNeverCommittedIsPassedOver() {
        UUID key = UUID.randomUUID();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ground.clients.relayProducer(ground.service), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(ground.codec.toRecord(Signals.signal(key, 0), "/heed/test", "aborted"));
            producer.flush();
            producer.abortTransaction();
        }
        ground.publish(List.of(Signals.signal(key, 1)));

        replay(ground.ends);

        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void anEmptyTopicIsReadAtOnce() {
        Map<TopicPartition, Long> next =
                new TopicReplay(ground.clients, Set.of(Topic.ACTION_ACTIONS)).run(Map.of(), replayed::addAll);

        assertThat(replayed).isEmpty();
        assertThat(next).isNotEmpty().allSatisfy((partition, offset) -> assertThat(offset)
                .isZero());
    }

    @Test
    void anOffsetThatTheTopicDoesNotHaveMeansItsBeginning() {
        ground.publish(Signals.signals(3).toList());
        Map<TopicPartition, Long> beyond = new java.util.HashMap<>(ground.ends);
        beyond.replaceAll((partition, offset) -> offset + 1_000_000);

        replay(beyond);

        assertThat(replayed).hasSizeGreaterThanOrEqualTo(3);
    }

    private Map<TopicPartition, Long> replay(Map<TopicPartition, Long> from) {
        return new TopicReplay(ground.clients, Set.of(Topic.FEEDBACK_SIGNALS)).run(from, replayed::addAll);
    }

    private List<Integer> numbers() {
        return replayed.stream()
                .filter(delivery -> delivery.event() instanceof SignalReceived)
                .map(delivery -> delivery.event() instanceof SignalReceived signal ? Signals.number(signal) : -1)
                .toList();
    }
}

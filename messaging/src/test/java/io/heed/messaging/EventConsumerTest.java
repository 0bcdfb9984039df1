package io.heed.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;
import io.heed.messaging.QuarantinedRecord.RecordHeader;

class EventConsumerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Topic SIGNALS = Topic.FEEDBACK_SIGNALS;

    @RegisterExtension
    final Ground ground = new Ground();

    @Test
    void everyRecordHasItsEffectOnceAndInTheOrderOfItsKey() throws Exception {
        List<UUID> keys =
                IntStream.range(0, 20).mapToObj(any -> UUID.randomUUID()).toList();
        for (int number = 0; number < 100; number++) {
            int current = number;
            ground.publish(
                    keys.stream().map(key -> Signals.signal(key, current)).toList());
        }

        EventConsumer<?, ?> consumer = ground.consumer(signals(), new Effects());
        caughtUp(consumer, 2_000);

        assertThat(ground.effects()).hasSize(20).allSatisfy((key, numbers) -> assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList()));
        assertThat(consumer.isHealthy()).isTrue();
        assertThat(consumer.lag()).isZero();
    }

    @Test
    void aRestartedConsumerGoesOnWhereTheDatabaseSays() throws Exception {
        ground.publish(Signals.signals(50).toList());
        EventConsumer<?, ?> first = ground.consumer(signals(), new Effects());
        caughtUp(first, 50);
        first.close();
        ground.publish(Signals.signals(50).toList());

        caughtUp(ground.consumer(ConsumerSettings.of(ground.service, SIGNALS), new Effects()), 100);

        assertDistinct(100);
    }

    @Test
    void whoWatchesTheGroupAtTheBrokersSeesWhereTheDatabaseSaysItStands() throws Exception {
        ground.publish(Signals.signals(50).toList());
        caughtUp(ground.consumer(signals(), new Effects()), 50);

        long stored = ground.number("SELECT sum(next_offset) FROM positions WHERE topic = 'feedback.signals'");
        try (Admin admin = ground.parts.kafka().admin()) {
            Ground.await("the brokers know", PATIENCE, () -> told(admin) == stored);
        }
    }

    private long told(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets(ground.service).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    @Test
    void whatTheRelayPublishesIsReadWithoutItsMarkersGettingInTheWay() throws Exception {
        Outbox outbox = ground.outbox();
        OutboxRelay relay = ground.relay();
        EventConsumer<?, ?> consumer = ground.consumer(signals(), new Effects());
        for (int round = 0; round < 20; round++) {
            int number = round;
            ground.transactions.run(
                    transaction -> outbox.append(transaction, Signals.signal(UUID.randomUUID(), number)));
            relay.wake();
        }

        caughtUp(consumer, 20);
        assertDistinct(20);
    }

    @Test
    void aTombstoneReachesTheHandlerAndClearsTheQuarantineOfItsKey() throws Exception {
        UUID key = UUID.randomUUID();
        ProducerRecord<byte[], byte[]> broken = record(key, "{".getBytes(UTF_8), "broken");
        ground.send(List.of(broken, ground.codec.tombstone(SIGNALS, key)));
        List<Delivery> erased = new ArrayList<>();

        caughtUp(
                ground.consumer(signals(), new Effects() {
                    @Override
                    public List<Delivery> prepare(List<Delivery> batch) {
                        erased.addAll(batch);
                        return batch;
                    }
                }),
                1);

        assertThat(erased).singleElement().satisfies(delivery -> {
            assertThat(delivery.erases()).isTrue();
            assertThat(delivery.key()).isEqualTo(key);
            assertThat(delivery.eventId()).isNull();
        });
        // the broken record of the same batch went into quarantine after the tombstone was seen; a later one clears it
        ground.send(List.of(ground.codec.tombstone(SIGNALS, key)));
        Ground.await("the quarantine is empty", PATIENCE, () -> quarantined().isEmpty());
    }

    @Test
    void anUnknownTypeIsSkippedAndCounted() throws Exception {
        UUID key = UUID.randomUUID();
        ProducerRecord<byte[], byte[]> later = record(key, "{}".getBytes(UTF_8), "later");
        later.headers().remove(EventCodec.TYPE).add(EventCodec.TYPE, "io.heed.feedback.signal-sung.v1".getBytes(UTF_8));
        ground.send(List.of(later));
        ground.publish(Signals.signals(5).toList());

        caughtUp(ground.consumer(signals(), new Effects()), 5);

        Ground.await(
                "the unknown type is counted",
                PATIENCE,
                () -> ground.meters
                                .counter(
                                        "heed.events.skipped",
                                        "topic",
                                        SIGNALS.topicName(),
                                        "type",
                                        "io.heed.feedback.signal-sung.v1")
                                .count()
                        == 1);
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void whatCannotBeReadGoesToQuarantineWholeAndThePartitionMovesOn() throws Exception {
        UUID key = UUID.randomUUID();
        byte[] value = "{\"id\": 7".getBytes(UTF_8);
        ground.send(List.of(record(key, value, "broken")));
        ground.publish(List.of(Signals.signal(key, 1)));

        caughtUp(ground.consumer(signals(), new Effects()), 1);

        assertThat(ground.effects()).containsOnlyKeys(key);
        assertThat(quarantined()).singleElement().satisfies(record -> {
            assertThat(record.code()).isEqualTo(QuarantineCode.UNREADABLE_JSON);
            assertThat(record.topic()).isEqualTo(SIGNALS.topicName());
            assertThat(record.consumer()).isEqualTo(ground.service);
            assertThat(record.key()).isEqualTo(key.toString().getBytes(UTF_8));
            assertThat(record.value()).isEqualTo(value);
            assertThat(record.headers())
                    .filteredOn(header -> header.name().equals(EventCodec.ID))
                    .singleElement()
                    .extracting(RecordHeader::value)
                    .isEqualTo("broken".getBytes(UTF_8));
            assertThat(record.quarantinedAt()).isEqualTo(Signals.NOON);
        });
    }

    @Test
    void aHandlersBugWithOneRecordQuarantinesOnlyThatRecord() throws Exception {
        ground.publish(Signals.signals(200).toList());

        caughtUp(
                ground.consumer(signals(), new Effects() {
                    @Override
                    public void apply(Handle transaction, List<Delivery> batch) throws Exception {
                        super.apply(transaction, batch);
                        refuse(batch, 77);
                    }
                }),
                199);

        assertDistinct(199);
        assertThat(quarantined()).singleElement().satisfies(record -> assertThat(record.code())
                .isEqualTo(QuarantineCode.PROCESSING_FAILED));
    }

    @Test
    void aBugWhilePreparingQuarantinesOnlyThatRecordToo() throws Exception {
        ground.publish(Signals.signals(200).toList());

        caughtUp(
                ground.consumer(signals(), new Effects() {
                    @Override
                    public List<Delivery> prepare(List<Delivery> batch) {
                        refuse(batch, 13);
                        refuse(batch, 14);
                        return batch;
                    }
                }),
                198);

        assertDistinct(198);
        assertThat(quarantined()).hasSize(2);
    }

    @Test
    void anOutageOfTheDatabasePausesTheConsumerAndQuarantinesNothing() throws Exception {
        AtomicInteger applied = new AtomicInteger();
        EventConsumer<?, ?> consumer = ground.consumer(signals().withMaxBatch(50), new Effects() {
            @Override
            public void apply(Handle transaction, List<Delivery> batch) throws Exception {
                super.apply(transaction, batch);
                applied.addAndGet(batch.size());
                Thread.sleep(20);
            }
        });
        ground.publish(Signals.signals(3_000).toList());
        Ground.await("some are applied", PATIENCE, () -> applied.get() > 500);

        ground.parts.postgres().kill();
        Ground.await("the consumer knows", PATIENCE, () -> !consumer.isHealthy());
        Thread.sleep(1_000);
        ground.parts.postgres().restart();
        caughtUp(consumer, 3_000);

        assertDistinct(3_000);
        assertThat(quarantined()).isEmpty();
        Ground.await("the consumer is well again", PATIENCE, consumer::isHealthy);
    }

    @Test
    void aPositionThatTheTopicDoesNotHaveLeadsToItsBeginningInsteadOfNowhere() throws Exception {
        ground.publish(Signals.signals(10).toList());
        ConsumerSettings settings = signals();
        ground.execute("UPDATE positions SET next_offset = next_offset + 1000000");

        EventConsumer<?, ?> consumer = ground.consumer(settings, new Effects());
        Ground.await("the records are applied", PATIENCE, consumer::caughtUp);

        assertThat(ground.number("SELECT count(DISTINCT event_id) FROM effects"))
                .isGreaterThanOrEqualTo(10);
        assertThat(ground.number(
                        "SELECT count(*) FROM positions WHERE topic = 'feedback.signals' AND next_offset > 900000"))
                .isZero();
    }

    private ConsumerSettings signals() throws Exception {
        return ConsumerSettings.of(ground.group(), SIGNALS);
    }

    private void caughtUp(EventConsumer<?, ?> consumer, int effects) throws Exception {
        Ground.await(
                effects + " effects",
                PATIENCE,
                () -> ground.numberIfThere("SELECT count(*) FROM effects") >= effects && consumer.caughtUp());
    }

    private void assertDistinct(int effects) {
        assertThat(ground.number("SELECT count(*) FROM effects")).isEqualTo(effects);
        assertThat(ground.number("SELECT count(DISTINCT event_id) FROM effects"))
                .isEqualTo(effects);
    }

    private List<QuarantinedRecord> quarantined() {
        Quarantine quarantine = new Quarantine("test", ground.transactions);
        return quarantine.list(100).stream()
                .flatMap(entry -> quarantine.find(entry.id()).stream())
                .map(Quarantine.Finding::quarantined)
                .toList();
    }

    private static void refuse(List<Delivery> batch, int number) {
        for (Delivery delivery : batch) {
            if (delivery.event() instanceof SignalReceived signal && Signals.number(signal) == number) {
                throw new IllegalStateException("a bug that only this number meets");
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(UUID key, byte[] value, String eventId) {
        ProducerRecord<byte[], byte[]> good = ground.codec.toRecord(Signals.signal(key, 0), "/heed/test", eventId);
        return new ProducerRecord<>(good.topic(), null, null, good.key(), value, good.headers());
    }
}

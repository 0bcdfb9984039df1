package io.heed.messaging;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import io.heed.contracts.Topic;
import io.heed.messaging.QuarantinedRecord.RecordHeader;

/** Turns polled records into what a batch means. */
final class BatchReader {

    private final EventCodec codec = new EventCodec();
    private final String consumer;
    private final InstantSource clock;

    BatchReader(String consumer, InstantSource clock) {
        this.consumer = consumer;
        this.clock = clock;
    }

    BatchContents read(List<Received> records) {
        List<Delivery> deliveries = new ArrayList<>(records.size());
        List<QuarantinedRecord> unreadable = new ArrayList<>();
        List<BatchContents.Skipped> skipped = new ArrayList<>();
        List<UUID> erased = new ArrayList<>();
        for (Received received : records) {
            ConsumerRecord<byte[], byte[]> consumed = received.consumed();
            Topic topic = Topic.named(consumed.topic()).orElseThrow();
            Instant appendedAt = Instant.ofEpochMilli(consumed.timestamp());
            switch (codec.fromRecord(consumed)) {
                case Decoded.Event(UUID key, String id, var event) ->
                    deliveries.add(
                            new Delivery(topic, consumed.partition(), consumed.offset(), key, appendedAt, id, event));
                case Decoded.Erasure(UUID key) -> {
                    deliveries.add(
                            new Delivery(topic, consumed.partition(), consumed.offset(), key, appendedAt, null, null));
                    erased.add(key);
                }
                case Decoded.Unknown(String type) -> skipped.add(new BatchContents.Skipped(topic, type));
                case Decoded.Unreadable(QuarantineCode code) -> unreadable.add(quarantined(consumed, code));
            }
        }
        return new BatchContents(List.copyOf(deliveries), unreadable, skipped, erased, moves(records));
    }

    QuarantinedRecord quarantined(ConsumerRecord<byte[], byte[]> consumed, QuarantineCode code) {
        return new QuarantinedRecord(
                UUID.randomUUID(),
                consumer,
                consumed.topic(),
                consumed.partition(),
                consumed.offset(),
                consumed.key(),
                StreamSupport.stream(consumed.headers().spliterator(), false)
                        .map(header -> new RecordHeader(header.key(), header.value()))
                        .toList(),
                consumed.value(),
                code,
                clock.instant());
    }

    static List<Positions.Move> moves(List<Received> records) {
        Map<TopicPartition, Positions.Move> moves = new LinkedHashMap<>();
        for (Received received : records) {
            TopicPartition partition = received.partition();
            moves.merge(
                    partition,
                    new Positions.Move(partition, received.expected(), received.next()),
                    (first, last) -> new Positions.Move(partition, first.expected(), last.next()));
        }
        return List.copyOf(moves.values());
    }
}

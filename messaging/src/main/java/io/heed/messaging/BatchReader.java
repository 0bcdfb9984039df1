package io.heed.messaging;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import io.heed.messaging.QuarantinedRecord.RecordHeader;

/** Turns polled records into what a batch means. */
final class BatchReader<D> {

    private final RecordReader<D> reader;
    private final String consumer;
    private final InstantSource clock;

    BatchReader(RecordReader<D> reader, String consumer, InstantSource clock) {
        this.reader = reader;
        this.consumer = consumer;
        this.clock = clock;
    }

    BatchContents<D> read(List<Received> records) {
        List<D> deliveries = new ArrayList<>(records.size());
        List<QuarantinedRecord> unreadable = new ArrayList<>();
        List<BatchContents.Skipped> skipped = new ArrayList<>();
        List<UUID> erased = new ArrayList<>();
        for (Received received : records) {
            ConsumerRecord<byte[], byte[]> consumed = received.consumed();
            switch (reader.read(consumed)) {
                case ReadRecord.Delivered<D>(D delivery) -> deliveries.add(delivery);
                case ReadRecord.Erasing<D>(D delivery, UUID key) -> {
                    deliveries.add(delivery);
                    erased.add(key);
                }
                case ReadRecord.Skipped<D>(String type) ->
                    skipped.add(new BatchContents.Skipped(consumed.topic(), type));
                case ReadRecord.Unreadable<D> refused -> unreadable.add(quarantined(consumed, refused.code()));
            }
        }
        return new BatchContents<>(List.copyOf(deliveries), unreadable, skipped, erased, moves(records));
    }

    QuarantinedRecord quarantined(ConsumerRecord<byte[], byte[]> consumed, QuarantineCode code) {
        return new QuarantinedRecord(
                UUID.randomUUID(),
                consumer,
                consumed.topic(),
                consumed.partition(),
                consumed.offset(),
                consumed.timestamp(),
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

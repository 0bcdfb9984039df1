package io.heed.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read or applied, whole, so that it can be sent through again.
 *
 * @param consumer the group that met it
 * @param timestamp the record's own, in milliseconds since 1970; −1 where it is not known
 * @param key as it came; may be anything
 * @param value as it came; null when the record had none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a stranger, handed on as they are; nobody compares these records
public record QuarantinedRecord(
        UUID id,
        String consumer,
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        List<RecordHeader> headers,
        byte @Nullable [] value,
        QuarantineCode code,
        Instant quarantinedAt) {

    /** A header of a record, in the record's order; names may repeat. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record RecordHeader(String name, byte @Nullable [] value) {}

    public QuarantinedRecord {
        headers = List.copyOf(headers);
    }

    /** The record as it was polled. */
    ConsumerRecord<byte[], byte[]> consumed() {
        RecordHeaders polled = new RecordHeaders();
        headers.forEach(header -> polled.add(header.name(), header.value()));
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                polled,
                Optional.empty());
    }
}

package io.heed.messaging;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read or applied, whole, so that it can be sent through again.
 *
 * @param consumer the group that met it
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
}

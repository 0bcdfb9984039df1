package io.heed.messaging;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.messaging.QuarantinedRecord.RecordHeader;

/**
 * A quarantined record in a list: everything but its value.
 *
 * @param key as it came; null also where it is longer than {@link #MOST_OF_KEY}
 * @param headers as they came; empty where they are longer than {@link #MOST_OF_HEADERS} together
 * @param bytes length of the value; null when the record had none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a stranger, handed on as they are; nobody compares these records
public record QuarantineEntry(
        UUID id,
        String consumer,
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        List<RecordHeader> headers,
        @Nullable Integer bytes,
        QuarantineCode code,
        Instant quarantinedAt) {

    /** The longest key that a list shows, in bytes. */
    public static final int MOST_OF_KEY = 1_024;

    /** The longest headers that a list shows, in bytes as they are stored. */
    public static final int MOST_OF_HEADERS = 16_384;

    public QuarantineEntry {
        headers = List.copyOf(headers);
    }
}

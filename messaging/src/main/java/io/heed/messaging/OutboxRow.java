package io.heed.messaging;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** An event that waits to be published; without type and payload, a tombstone. */
@SuppressWarnings("ArrayRecordComponent") // on its way from a column; nobody compares rows
record OutboxRow(
        long id,
        UUID eventId,
        String source,
        String topic,
        UUID key,
        @Nullable String type,
        Instant time,
        byte @Nullable [] payload) {}

package io.heed.messaging;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.Topic;

/**
 * A record of one of Heed's topics, as it reached a consumer.
 *
 * @param appendedAt the record's timestamp: when it was written to the topic, by the writer's clock
 * @param eventId the event's {@code ce_id}; null exactly when {@code event} is
 * @param event null when the record has no value, which erases what its key names
 */
public record Delivery(
        Topic topic,
        int partition,
        long offset,
        UUID key,
        Instant appendedAt,
        @Nullable String eventId,
        @Nullable HeedEvent event) {

    /** Whether the record erases what its key names. */
    public boolean erases() {
        return event == null;
    }
}

package io.heed.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Somebody said something. The only event that carries people's words, already redacted.
 *
 * @param id version 8 from (source, externalId) under the deployment's key, else version 7
 * @param occurredAt when the writer says it happened, {@code receivedAt} unless they said so; cut off at the microsecond,
 *     since stores that keep no more would round it, each in its own way
 * @param receivedAt when feedback-service took it in
 * @param language BCP 47, as the writer's side stated it
 * @param suggestion what the writer would do about it
 * @param attributes at most 32 names to values
 * @param principal who submitted it
 */
@EventType("io.heed.feedback.signal-received.v1")
public record SignalReceived(
        UUID id,
        String text,
        SignalKind kind,
        @Nullable String channel,
        @Nullable String source,
        @Nullable String externalId,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable String language,
        @Nullable Rating rating,
        @Nullable Journey journey,
        @Nullable String site,
        @Nullable Customer customer,
        @Nullable String suggestion,
        Obligation obligation,
        @Nullable Contact contact,
        Map<String, String> attributes,
        Principal principal)
        implements FeedbackSignalEvent {

    public SignalReceived {
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    @Override
    public UUID key() {
        return id;
    }

    @Override
    public Instant time() {
        return receivedAt;
    }
}

package io.heed.feedback.timeline;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which signals are asked for; null asks for any.
 *
 * @param words to be found in text or suggestion, in the language of web search: quotes for phrases, "or", a minus
 * @param from earliest occurrence, inclusive
 * @param to latest occurrence, exclusive
 * @param submitter subject of whoever submitted it
 */
public record StoryFilter(
        @Nullable SignalStatus status,
        @Nullable String words,
        @Nullable String source,
        @Nullable String channel,
        @Nullable String kind,
        @Nullable String site,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID theme,
        @Nullable String submitter) {

    /** Where a page ended: after this signal, newest first. */
    public record After(Instant receivedAt, UUID id) {}
}

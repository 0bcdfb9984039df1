package io.heed.contracts;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a signal beside its words: all that rules, segments and deadlines are decided on.
 *
 * @param language BCP 47, stated or detected
 * @param customerRef the customer who counts as one person however often they write
 */
public record Facets(
        SignalKind kind,
        @Nullable String channel,
        @Nullable String source,
        @Nullable String site,
        @Nullable String touchpoint,
        @Nullable JourneyStage stage,
        Map<String, String> segments,
        @Nullable Rating rating,
        @Nullable String customerRef,
        @Nullable String language,
        Instant occurredAt,
        Instant receivedAt,
        boolean replyWanted,
        Obligation obligation) {

    public Facets {
        segments = segments == null ? Map.of() : Map.copyOf(segments);
    }
}

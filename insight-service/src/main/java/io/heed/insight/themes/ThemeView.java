package io.heed.insight.themes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Priority;
import io.heed.contracts.ThemeState;

/**
 * A theme as it is read over HTTP.
 *
 * @param people distinct customers; a signal without a customer reference is one person
 * @param sentiment mean of its statements, −1 (worst) … 1 (best)
 * @param quotes what stands for it, most central first
 * @param segments signals by segment's name and value; only where one theme is asked for
 * @param journey signals by stage and by touchpoint; only where one theme is asked for
 * @param language the language that most of its signals state; absent where none does
 * @param lineage what became of it, oldest first
 */
record ThemeView(
        UUID id,
        String label,
        List<String> keywords,
        ThemeState state,
        long signals,
        long statements,
        long people,
        double sentiment,
        Trend trend,
        Priority priority,
        List<Quote> quotes,
        @Nullable Map<String, Map<String, Long>> segments,
        @Nullable Map<String, Map<String, Long>> journey,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable String language,
        List<LineageEntry> lineage) {

    /** What somebody said, word for word. */
    record Quote(UUID statementId, UUID signalId, String text) {}

    /**
     * A step in a theme's life.
     *
     * @param change {@code born}, by the statement it names
     */
    record LineageEntry(String change, UUID statementId) {}
}

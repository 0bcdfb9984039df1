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
 * @param lineage what became of it, oldest first; beyond its birth only where one theme is asked for
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
     * @param change {@code born} of a statement; {@code split_from} another theme; {@code split}, where another was split
     *     off; {@code absorbed}, where another was merged into it; {@code merged} into another
     * @param statementId the founding statement, of a birth
     * @param themeId the other theme, of everything else
     * @param at when it happened; absent for a birth
     * @param actor who decided it: a person's name, or {@code system:insight}
     * @param statements how many statements changed their theme by it; absent for a birth
     */
    record LineageEntry(
            String change,
            @Nullable UUID statementId,
            @Nullable UUID themeId,
            @Nullable Instant at,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable Long statements) {

        static LineageEntry born(UUID statementId) {
            return new LineageEntry("born", statementId, null, null, null, null, null);
        }
    }
}

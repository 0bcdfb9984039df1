package io.heed.insight.themes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.contracts.Priority;
import io.heed.contracts.ThemeChange;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemeCounts;
import io.heed.contracts.ThemeCuration;
import io.heed.contracts.ThemeState;

/**
 * A theme as it is told to others; see {@link ThemeChanged} for what each part means.
 *
 * @param version of the snapshot that was published last
 * @param sentimentSum in hundredths
 * @param severitySum in hundredths
 * @param publishedAt when that snapshot was published
 */
public record Theme(
        UUID id,
        long version,
        String label,
        List<String> keywords,
        ThemeState state,
        ThemeCounts counts,
        Priority priority,
        double sentiment,
        Instant firstSeen,
        Instant lastSeen,
        UUID foundingStatement,
        List<UUID> representatives,
        @Nullable UUID mergedInto,
        @Nullable ThemeCuration curation,
        long sentimentSum,
        long severitySum,
        Instant publishedAt) {

    private static final Principal INSIGHT = Principal.system("insight");

    public Theme {
        keywords = List.copyOf(keywords);
        representatives = List.copyOf(representatives);
    }

    /** The event that tells of it. */
    public ThemeChanged changed(List<ThemeChange> what) {
        return new ThemeChanged(
                id,
                version,
                what,
                publishedAt,
                INSIGHT,
                label,
                keywords,
                state,
                counts,
                priority,
                sentiment,
                firstSeen,
                lastSeen,
                foundingStatement,
                representatives,
                mergedInto,
                curation);
    }

    /** What was decided about it; empty where nothing was. */
    public ThemeCuration decisions() {
        return curation == null ? ThemeCuration.NONE : curation;
    }

    /** The next snapshot, in which something was decided about it. */
    public Theme decided(
            String newLabel,
            ThemeState newState,
            @Nullable UUID newMergedInto,
            @Nullable ThemeCuration newCuration,
            Instant at) {
        return next(newLabel, newState, priority, newMergedInto, newCuration, at);
    }

    /** The next snapshot, told at that time. */
    Theme told(Instant at, ThemeState newState, Priority newPriority) {
        return next(label, newState, newPriority, mergedInto, curation, at);
    }

    private Theme next(
            String newLabel,
            ThemeState newState,
            Priority newPriority,
            @Nullable UUID newMergedInto,
            @Nullable ThemeCuration newCuration,
            Instant at) {
        return new Theme(
                id,
                version + 1,
                newLabel,
                keywords,
                newState,
                counts,
                newPriority,
                sentiment,
                firstSeen,
                lastSeen,
                foundingStatement,
                representatives,
                newMergedInto,
                newCuration,
                sentimentSum,
                severitySum,
                at);
    }
}

package io.heed.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A theme as it now stands: always the whole snapshot, so that the latest record of a theme is enough to rebuild it.
 *
 * @param version from 1; a consumer ignores a version that is not higher than the one it knows
 * @param label words that at least three people used; empty until there are any
 * @param keywords distinctive words, most distinctive first, each used by at least three people
 * @param sentiment mean of its statements, −1…1
 * @param firstSeen earliest occurrence among its statements
 * @param lastSeen latest occurrence among its statements
 * @param foundingStatement the statement whose id gave the theme its id
 * @param representatives ids of the statements that stand for it, most central first
 * @param mergedInto the theme it became part of, when its state is merged
 * @param curation what people and consolidation decided about it; null when they have not
 */
@EventType("io.heed.insight.theme-changed.v1")
public record ThemeChanged(
        UUID themeId,
        long version,
        List<ThemeChange> changed,
        Instant changedAt,
        Principal principal,
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
        @Nullable ThemeCuration curation)
        implements InsightThemeEvent {

    public ThemeChanged {
        changed = List.copyOf(changed);
        keywords = List.copyOf(keywords);
        representatives = List.copyOf(representatives);
    }

    /** The themes with which it is never to be merged, because people said so. */
    public List<UUID> apartFrom() {
        return curation == null ? List.of() : curation.keptApart();
    }

    @Override
    public UUID key() {
        return themeId;
    }

    @Override
    public Instant time() {
        return changedAt;
    }
}

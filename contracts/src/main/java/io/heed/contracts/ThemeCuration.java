package io.heed.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What was decided about a theme, beside what follows from its statements.
 *
 * @param labelledBy who gave it its label; null while its label is made of the words that people use
 * @param heldAt when a person last decided about it: what was in it then stays in it, unless a person decides otherwise;
 *     null when nobody has
 * @param keptApart the themes with which it is never to be merged
 * @param lineage what became of it, oldest first
 */
public record ThemeCuration(
        @Nullable Principal labelledBy, @Nullable Instant heldAt, List<UUID> keptApart, List<LineageStep> lineage) {

    /** Nothing was decided. */
    public static final ThemeCuration NONE = new ThemeCuration(null, null, List.of(), List.of());

    public ThemeCuration {
        keptApart = List.copyOf(keptApart);
        lineage = List.copyOf(lineage);
    }
}

package io.heed.insight.curation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.insight.themes.Why;

/**
 * Something a person decided that moves statements.
 *
 * @param statements of a split: those that are to go; of everything else none
 * @param label of a split: what the new theme is to be called; null: the words that people use
 * @param undoes of an unmerging: when what is undone was decided
 */
record Edit(
        Kind kind,
        UUID from,
        UUID to,
        List<UUID> statements,
        @Nullable String label,
        Why why,
        @Nullable Instant undoes) {

    enum Kind {
        MERGE,
        UNMERGE,
        SPLIT
    }

    Edit {
        statements = List.copyOf(statements);
    }

    static Edit merge(UUID from, UUID to, Why why) {
        return new Edit(Kind.MERGE, from, to, List.of(), null, why, null);
    }

    static Edit unmerge(UUID from, UUID to, Why why, Instant merged) {
        return new Edit(Kind.UNMERGE, from, to, List.of(), null, why, merged);
    }

    static Edit split(UUID from, UUID to, List<UUID> statements, @Nullable String label, Why why) {
        return new Edit(Kind.SPLIT, from, to, statements, label, why, null);
    }
}

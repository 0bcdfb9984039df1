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
 * @param undoes of an unmerging: when what is undone was decided
 */
record Edit(
        long id,
        Kind kind,
        UUID from,
        UUID to,
        List<UUID> statements,
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
}

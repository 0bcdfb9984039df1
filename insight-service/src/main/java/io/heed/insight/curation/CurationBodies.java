package io.heed.insight.curation;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The bodies of decisions, as callers send them. */
final class CurationBodies {

    /** Characters of a reason. */
    static final int LONGEST_REASON = 1_000;

    /** Characters of a label. */
    static final int LONGEST_LABEL = 200;

    /** Statements of one split. */
    static final int MOST_STATEMENTS = 1_000;

    private CurationBodies() {}

    /** @param label 1 to {@value #LONGEST_LABEL} characters; null: the words that people use */
    record Rename(@Nullable String label, @Nullable String reason) {}

    /** @param into the theme that goes on */
    record Merge(@Nullable UUID into, @Nullable String reason) {}

    record Reason(@Nullable String reason) {}

    /**
     * @param statements 1 to {@value #MOST_STATEMENTS} of the theme's
     * @param label what the new theme is to be called; null: the words that people use
     */
    record Split(
            @Nullable List<UUID> statements,
            @Nullable String label,
            @Nullable String reason) {}

    /** @param from the theme with which it is never to be merged */
    record KeepApart(@Nullable UUID from, @Nullable String reason) {}

    /** @param with the theme with which it may be merged again */
    record AllowTogether(@Nullable UUID with, @Nullable String reason) {}
}

package io.heed.insight.curation;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
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

    /** Every decision may say why. */
    interface Reasoned {

        @Nullable
        String reason();
    }

    /** @param label 1 to {@value #LONGEST_LABEL} characters; null, which has to be said: the words that people use */
    record Rename(
            @JsonProperty(required = true) @Nullable String label,
            @Nullable String reason) implements Reasoned {}

    /** @param into the theme that goes on */
    record Merge(@Nullable UUID into, @Nullable String reason) implements Reasoned {}

    record Reason(@Nullable String reason) implements Reasoned {}

    /**
     * @param statements 1 to {@value #MOST_STATEMENTS} of the theme's
     * @param label what the new theme is to be called; null: the words that people use
     */
    record Split(
            @Nullable List<UUID> statements,
            @Nullable String label,
            @Nullable String reason) implements Reasoned {}

    /** @param from the theme with which it is never to be merged */
    record KeepApart(@Nullable UUID from, @Nullable String reason) implements Reasoned {}

    /** @param with the theme with which it may be merged again */
    record AllowTogether(@Nullable UUID with, @Nullable String reason) implements Reasoned {}
}

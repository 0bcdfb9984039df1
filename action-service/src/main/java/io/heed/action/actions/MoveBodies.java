package io.heed.action.actions;

import org.jspecify.annotations.Nullable;

/** The bodies of the moves, as callers send them; the move itself says what is missing. */
final class MoveBodies {

    /** Characters of any text that people write about an action. */
    static final int LONGEST_TEXT = 10_000;

    private MoveBodies() {}

    record Assign(
            @Nullable String owner,
            @Nullable String team,
            @Nullable String reason) {}

    record Complete(
            @Nullable String rootCause,
            @Nullable String resolution,
            @Nullable String answer) {}

    record Reason(@Nullable String reason) {}

    record Comment(@Nullable String text) {}

    record AddTask(
            @Nullable String title,
            @Nullable String team,
            @Nullable String owner) {}
}

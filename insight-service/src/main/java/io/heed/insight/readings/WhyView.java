package io.heed.insight.readings;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.SilentReason;

/**
 * Why a statement is where it is.
 *
 * @param text its words; absent while a restored statement still waits for them
 * @param reason why it has no theme; absent exactly when it has one
 * @param theme the theme it is in
 * @param similarity how like that theme it is now, centred cosine, −1…1
 * @param runnerUp the theme that it is most like of all others; absent where there is no other
 * @param central what stands for its theme, most central first
 * @param moves how it came into its theme, oldest first and at most the last ten; empty where it was put there at once
 */
record WhyView(
        UUID statementId,
        UUID signalId,
        @Nullable String text,
        @Nullable SilentReason reason,
        @Nullable Near theme,
        @Nullable Double similarity,
        @Nullable Near runnerUp,
        List<Central> central,
        List<MoveView> moves) {

    /**
     * A theme.
     *
     * @param label empty until at least three people used the same words
     * @param similarity how like it the statement is now, centred cosine, −1…1; absent while it has no vector
     */
    record Near(UUID id, String label, @Nullable Double similarity) {}

    /** What somebody said, word for word. */
    record Central(UUID statementId, String text) {}

    /**
     * A way it went.
     *
     * @param from the theme that it was in before
     * @param actor who decided it: a person's name, or {@code system:insight}
     */
    record MoveView(UUID from, Instant at, String actor, String reason) {}
}

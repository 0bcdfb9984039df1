package io.heed.contracts;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a signal, as it was understood; its words stay with insight-service.
 *
 * @param themeId the theme it belongs to; null when it says nothing that can be acted on
 * @param reason why it has no theme; null exactly when it has one
 * @param similarity to its theme when it was assigned, centred cosine, −1…1; null without a theme
 * @param sentiment −1 (worst) … 1 (best), 0 neutral
 * @param severity 0 … 1; high from 0.8
 * @param moves how it came into its theme, oldest first and at most the last ten; null where it was put there at once
 */
public record StatementReading(
        UUID id,
        @Nullable UUID themeId,
        @Nullable SilentReason reason,
        @Nullable Double similarity,
        double sentiment,
        double severity,
        @Nullable List<StatementMove> moves) {

    public StatementReading {
        moves = moves == null ? null : List.copyOf(moves);
    }

    /** A statement that is where it was put at once. */
    public StatementReading(
            UUID id,
            @Nullable UUID themeId,
            @Nullable SilentReason reason,
            @Nullable Double similarity,
            double sentiment,
            double severity) {
        this(id, themeId, reason, similarity, sentiment, severity, null);
    }
}

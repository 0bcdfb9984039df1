package io.heed.action.actions;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What deciding on a theme needs to know of one of its improvements.
 *
 * @param closedAt null while it is not closed
 * @param answer what the writers were told; null unless it is completed
 */
public record Improvement(
        UUID id,
        UUID themeId,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String answer) {

    /**
     * Whether a signal is its to answer: the first improvement of a theme that was not closed when a signal was received
     * covers it, however late the signal is understood.
     */
    public boolean covers(Instant receivedAt) {
        return closedAt == null || !receivedAt.isAfter(closedAt);
    }
}

package io.heed.action.answers;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A signal that is to stand behind an action.
 *
 * @param person who wrote it: the customer's reference, else the signal's id
 * @param answer what the writer is told at once, where the action was completed already; else null
 */
public record Link(
        UUID actionId,
        UUID signalId,
        String person,
        Instant receivedAt,
        @Nullable String answer) {}

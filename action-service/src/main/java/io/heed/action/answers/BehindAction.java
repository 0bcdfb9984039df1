package io.heed.action.answers;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A signal behind an action.
 *
 * @param answeredAt when its writer was given the action's answer; null until then
 */
public record BehindAction(
        UUID signalId,
        Instant receivedAt,
        Instant linkedAt,
        @Nullable Instant answeredAt) {}

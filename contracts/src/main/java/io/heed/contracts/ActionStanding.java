package io.heed.contracts;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How one action behind a signal stands.
 *
 * @param linkedAt when the signal was put behind the action
 * @param answer what the writer was told; null until they were
 * @param answeredAt when the writer was told; null exactly when {@code answer} is
 */
public record ActionStanding(
        UUID actionId,
        ActionKind kind,
        ActionStatus status,
        Instant linkedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt) {}

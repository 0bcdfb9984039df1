package io.heed.contracts;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An action as it now stands, without the list of its signals.
 *
 * @param themeId the theme it fixes; always there for an improvement
 * @param signalId the signal it answers; always there for a follow-up
 * @param signals how many signals stand behind it
 * @param people how many people stand behind it, each counted once
 * @param team the owning team, without the {@code @}
 * @param owner the owner's subject; null while the team has not decided
 * @param priority 0…1
 * @param openedBy the playbook's name, or {@code manual}
 * @param answer what the writers read; null until it is completed
 * @param closedAt when it was completed or dismissed
 */
public record ActionSnapshot(
        ActionKind kind,
        ActionStatus status,
        String title,
        @Nullable UUID themeId,
        @Nullable UUID signalId,
        long signals,
        long people,
        String team,
        @Nullable String owner,
        double priority,
        String openedBy,
        Instant openedAt,
        @Nullable Instant acceptBy,
        @Nullable Instant completeBy,
        @Nullable Instant acceptedAt,
        @Nullable Instant closedAt,
        @Nullable String rootCause,
        @Nullable String resolution,
        @Nullable String answer,
        @Nullable String dismissReason) {}

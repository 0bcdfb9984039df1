package io.heed.action.actions;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A team's part in a shared action.
 *
 * @param owner the subject of whoever does it; null while the team has not decided
 * @param doneAt null until it is done
 * @param doneBy the subject of whoever said that it is done; null exactly when {@code doneAt} is
 */
public record Task(
        UUID id,
        String title,
        String team,
        @Nullable String owner,
        Instant addedAt,
        @Nullable Instant doneAt,
        @Nullable String doneBy) {}

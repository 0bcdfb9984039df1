package io.heed.action.actions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStatus;

/**
 * An action as callers of the REST interface see it.
 *
 * @param theme null for a follow-up
 * @param signalId the signal that a follow-up answers; null for an improvement
 * @param proposer the subject of the member of staff who suggested it; null where it was not suggested
 * @param signals how many signals stand behind it
 * @param people how many people stand behind it, each counted once
 * @param priority 0…1
 * @param acceptBy null: no business calendar sets due times yet
 * @param completeBy null: no business calendar sets due times yet
 * @param overdue whether a due time has passed that still matters
 * @param moves what can be asked of it now
 * @param openTasks how many of its tasks are not done; it can be completed when none is left
 * @param tasks what several teams have to do for it, in the order in which they were added; null in lists
 * @param history oldest first; null in lists
 * @param edition what the ETag says; not part of the body
 */
public record ActionView(
        UUID id,
        ActionKind kind,
        ActionStatus status,
        String title,
        @Nullable ThemeName theme,
        @Nullable UUID signalId,
        @Nullable String proposer,
        long signals,
        long people,
        String team,
        @Nullable String owner,
        double priority,
        String openedBy,
        Instant openedAt,
        @Nullable Instant acceptBy,
        @Nullable Instant completeBy,
        boolean overdue,
        @Nullable Instant acceptedAt,
        @Nullable Instant closedAt,
        @Nullable String rootCause,
        @Nullable String resolution,
        @Nullable String answer,
        @Nullable String dismissReason,
        @Nullable List<String> moves,
        long openTasks,
        @Nullable List<Task> tasks,
        @Nullable List<HistoryEntry> history,
        @JsonIgnore long edition) {

    /**
     * Which theme it fixes.
     *
     * @param label empty while nobody can read what it is about
     */
    public record ThemeName(UUID id, String label) {}
}

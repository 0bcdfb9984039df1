package io.heed.action.answers;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStanding;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Principal;

/**
 * How one action behind a signal stands.
 *
 * @param closedBy who closed the action; the service itself while nobody has
 */
record Standing(
        UUID actionId,
        ActionKind kind,
        ActionStatus status,
        Instant linkedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        Principal closedBy) {

    ActionStanding published() {
        return new ActionStanding(actionId, kind, status, linkedAt, answer, answeredAt);
    }
}

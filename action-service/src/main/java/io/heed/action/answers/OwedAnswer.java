package io.heed.action.answers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.AnswerReason;

/**
 * An answer that a writer is to have, as callers see it.
 *
 * @param because of several reasons the one that is due first
 * @param breachedAt when it was published that it is overdue; stays when it is given late
 * @param answeredAt when the writer had the first answer; null until then
 * @param actions those that the signal stands behind
 */
record OwedAnswer(
        UUID signalId,
        AnswerReason because,
        Instant dueAt,
        @Nullable Instant breachedAt,
        @Nullable Instant answeredAt,
        List<UUID> actions) {

    OwedAnswer {
        actions = List.copyOf(actions);
    }
}

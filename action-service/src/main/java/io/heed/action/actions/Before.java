package io.heed.action.actions;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionStatus;

/**
 * How an unclosed action stood before it was moved together with others.
 *
 * @param acceptedAt null while nobody had accepted it
 */
public record Before(
        ActionStatus status,
        String team,
        @Nullable String owner,
        @Nullable Instant acceptedAt) {

    static Before of(Action action) {
        return new Before(action.state().status(), action.team(), action.owner(), action.acceptedAt());
    }
}

package io.heed.action.actions;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.rest.Problem;

/**
 * What came of moving one action together with others.
 *
 * @param before how it stood; null where it was not moved
 * @param edition what it has become; 0 where it was not moved
 * @param refusal why it was not moved; else null
 */
public record Moved(
        UUID id,
        @Nullable Before before,
        long edition,
        @Nullable Problem refusal) {}

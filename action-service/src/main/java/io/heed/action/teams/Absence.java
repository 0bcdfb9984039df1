package io.heed.action.teams;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody is not there.
 *
 * @param user subject of a user
 * @param from the first moment of it
 * @param until the first moment after it
 * @param deputy who stands in; null where nobody does
 */
public record Absence(
        String user, Instant from, Instant until, @Nullable String deputy) {

    boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    boolean overlaps(Absence other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }
}

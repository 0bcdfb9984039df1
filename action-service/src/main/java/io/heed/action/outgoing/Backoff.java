package io.heed.action.outgoing;

import java.time.Duration;

/** How long to wait before trying again: 5 s, twice as long each time up to 6 h, and at most 16 attempts, about a day. */
final class Backoff {

    /** After so many attempts it is given up. */
    static final int MOST_ATTEMPTS = 16;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(6);

    private Backoff() {}

    /**
     * The wait after this many attempts.
     *
     * @param attempts from 1
     * @param chance 0…1: where between three quarters and the whole of the wait, so that what failed together does not
     *     come again together
     */
    static Duration after(int attempts, double chance) {
        long doubled = FIRST.toMillis() << Math.min(attempts - 1, MOST_ATTEMPTS);
        long most = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(Math.round(most * (0.75 + 0.25 * chance)));
    }
}

package io.heed.feedback.idempotency;

import java.util.UUID;

/** What became of the wish to work on a request. */
sealed interface Claim {

    /** It is ours to do, with ids from this seed. */
    record Granted(UUID seed) implements Claim {}

    /** It was done before. */
    record Answered(KeptAnswer answer) implements Claim {}

    /** Somebody works on it now. */
    record InFlight() implements Claim {}

    /** The key was used for something else. */
    record OtherRequest() implements Claim {}
}

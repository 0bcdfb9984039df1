package io.heed.messaging;

import java.util.UUID;

import io.heed.contracts.HeedEvent;

/** What a record turned out to be. */
public sealed interface Decoded {

    /** An event of this topic. */
    record Event(UUID key, String eventId, HeedEvent event) implements Decoded {}

    /** A record without a value. */
    record Erasure(UUID key) implements Decoded {}

    /** A type that this version does not know: passed over, so that new types can be published to old consumers. */
    record Unknown(String type) implements Decoded {}

    /** A record that nobody can act on. */
    record Unreadable(QuarantineCode code) implements Decoded {}
}

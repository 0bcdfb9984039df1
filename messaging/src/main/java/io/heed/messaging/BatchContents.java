package io.heed.messaging;

import java.util.List;
import java.util.UUID;

/** A batch, read: what the handler gets, what it does not, and how the positions move past all of it. */
record BatchContents<D>(
        List<D> deliveries,
        List<QuarantinedRecord> unreadable,
        List<Skipped> skipped,
        List<UUID> erased,
        List<Positions.Move> moves) {

    /** A record of a type that this version does not know. */
    record Skipped(String topic, String type) {}
}

package io.heed.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A signal was put behind an action, taken from behind it, or stands behind one that has another status now.
 *
 * @param version from 1, shared with {@link SignalAnswered} of the same signal
 * @param actionId the action that it is about
 * @param standing every action behind the signal, so that compaction to the latest record loses none; without
 *     {@code actionId} when it was taken from behind that
 */
@EventType("io.heed.action.signal-linked.v1")
public record SignalLinked(
        UUID signalId,
        long version,
        UUID actionId,
        ActionStatus status,
        Instant linkedAt,
        List<ActionStanding> standing)
        implements ActionAnswerEvent {

    public SignalLinked {
        standing = List.copyOf(standing);
    }

    @Override
    public UUID key() {
        return signalId;
    }

    @Override
    public Instant time() {
        return linkedAt;
    }
}

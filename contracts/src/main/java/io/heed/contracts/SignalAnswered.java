package io.heed.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A signal's writer has an answer.
 *
 * @param version from 1, shared with {@link SignalLinked} of the same signal
 * @param actionId the action whose completion gave the answer
 * @param answer the text that the writer reads
 * @param principal who completed the action
 * @param standing every action behind the signal, so that compaction to the latest record loses none
 */
@EventType("io.heed.action.signal-answered.v1")
public record SignalAnswered(
        UUID signalId,
        long version,
        UUID actionId,
        ActionStatus status,
        String answer,
        Instant answeredAt,
        Principal principal,
        List<ActionStanding> standing)
        implements ActionAnswerEvent {

    public SignalAnswered {
        standing = List.copyOf(standing);
    }

    @Override
    public UUID key() {
        return signalId;
    }

    @Override
    public Instant time() {
        return answeredAt;
    }
}

package io.heed.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A signal's writer was owed an answer and has none. Published once a signal; no news for the writer.
 *
 * @param version from 1, shared with {@link SignalLinked} and {@link SignalAnswered} of the same signal
 * @param because why the answer is owed
 * @param dueAt until when it was
 * @param overdueAt when it was seen that it is not there
 * @param standing every action behind the signal, so that compaction to the latest record loses none; empty where there
 *     is none yet
 */
@EventType("io.heed.action.answer-delayed.v1")
public record AnswerDelayed(
        UUID signalId,
        long version,
        AnswerReason because,
        Instant dueAt,
        Instant overdueAt,
        List<ActionStanding> standing)
        implements ActionAnswerEvent {

    public AnswerDelayed {
        standing = List.copyOf(standing);
    }

    @Override
    public UUID key() {
        return signalId;
    }

    @Override
    public Instant time() {
        return overdueAt;
    }
}

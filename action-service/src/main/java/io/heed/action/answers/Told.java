package io.heed.action.answers;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that the writer of a signal will see.
 *
 * @param answered whether it is the answer; else it is how an action behind the signal now stands
 * @param former how an action stands that the signal is not behind any more; null for all others
 */
public record Told(
        UUID signalId,
        UUID actionId,
        boolean answered,
        @Nullable Standing former) {

    /** What an action behind the signal says or is. */
    public Told(UUID signalId, UUID actionId, boolean answered) {
        this(signalId, actionId, answered, null);
    }

    /** Whether both are about the same signal and the same action. */
    public boolean isOfSame(Told other) {
        return signalId.equals(other.signalId) && actionId.equals(other.actionId);
    }
}

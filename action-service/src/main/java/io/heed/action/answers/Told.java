package io.heed.action.answers;

import java.util.UUID;

/**
 * Something that the writer of a signal will see.
 *
 * @param answered whether it is the answer; else it is how an action behind the signal now stands
 */
public record Told(UUID signalId, UUID actionId, boolean answered) {}

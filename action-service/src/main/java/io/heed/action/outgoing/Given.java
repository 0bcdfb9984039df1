package io.heed.action.outgoing;

import java.util.UUID;

/** The writer of a signal was just given an action's answer. */
public record Given(UUID actionId, UUID signalId) {}

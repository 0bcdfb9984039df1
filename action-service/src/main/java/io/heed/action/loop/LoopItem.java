package io.heed.action.loop;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** One of those that a figure counts: a signal or an action. */
record LoopItem(@Nullable UUID signalId, @Nullable UUID actionId) {}

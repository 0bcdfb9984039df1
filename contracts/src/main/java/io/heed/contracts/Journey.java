package io.heed.contracts;

import org.jspecify.annotations.Nullable;

/** Where in their journey the customer was. */
public record Journey(
        @Nullable JourneyStage stage, @Nullable String touchpoint) {}

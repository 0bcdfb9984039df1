package io.heed.insight.readings;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.insight.encoder.GridVector;

/**
 * A stored statement's place.
 *
 * @param themeId null when it says nothing
 * @param vector null when it has no theme, or its words have not come back yet
 */
record Placed(
        UUID statementId,
        UUID signalId,
        @Nullable UUID themeId,
        @Nullable GridVector vector) {}

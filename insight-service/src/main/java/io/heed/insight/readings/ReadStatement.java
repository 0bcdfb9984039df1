package io.heed.insight.readings;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.SilentReason;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.statements.Statement;

/**
 * A statement with all that can be told of it by itself, before it meets the themes.
 *
 * @param reason why it belongs to no theme; null when it says something
 * @param vector null when there is a reason
 * @param sentiment −100…100
 * @param severity 0…100
 */
record ReadStatement(
        Statement statement,
        @Nullable SilentReason reason,
        @Nullable GridVector vector,
        int sentiment,
        int severity) {}

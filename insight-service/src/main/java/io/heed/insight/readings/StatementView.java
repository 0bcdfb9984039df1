package io.heed.insight.readings;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.SilentReason;

/**
 * A statement as it is read over HTTP.
 *
 * @param externalId the signal's, where it has one
 * @param text its words; absent while a restored statement still waits for them
 * @param themeId absent when it says nothing that can be acted on
 * @param reason why it has no theme; absent exactly when it has one
 * @param similarity to its theme when it was assigned, centred cosine, −1…1
 * @param sentiment −1 (worst) … 1 (best)
 * @param severity 0…1, high from 0.8
 * @param language as it was stated
 * @param start where it begins in the signal's text, in UTF-16 units
 * @param end where it ends, exclusive
 */
record StatementView(
        UUID id,
        UUID signalId,
        @Nullable String externalId,
        @Nullable String text,
        @Nullable UUID themeId,
        @Nullable SilentReason reason,
        @Nullable Double similarity,
        double sentiment,
        double severity,
        @Nullable String language,
        @Nullable Integer start,
        @Nullable Integer end,
        Instant occurredAt) {}

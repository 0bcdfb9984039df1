package io.heed.feedback.intake;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

import io.heed.contracts.Principal;

/**
 * How a submission came in.
 *
 * @param principal who sent it
 * @param at when it reached Heed. A way in that may deliver the same submission twice gives the same time each time, so
 *     that both are the same event
 * @param id gives the signal its id where the submission has no externalId
 */
public record Arrival(Principal principal, Instant at, Supplier<UUID> id) {}

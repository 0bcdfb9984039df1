package io.heed.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * How a statement came from one theme into another.
 *
 * @param from the theme that it was in before
 * @param reason why
 */
public record StatementMove(UUID from, Instant at, Principal principal, String reason) {}

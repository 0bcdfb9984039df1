package io.heed.insight.themes;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.LineageChange;
import io.heed.contracts.LineageStep;
import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;
import io.heed.contracts.StatementMove;

/**
 * Who decided something, when and why.
 *
 * @param at in whole microseconds, as it is stored
 */
public record Why(Principal principal, Instant at, String reason) {

    /** Whether no person decided it. */
    public boolean isBySystem() {
        return principal.kind() == PrincipalKind.SYSTEM;
    }

    /** What a statement remembers that was moved by it. */
    public StatementMove from(UUID theme) {
        return new StatementMove(theme, at, principal, reason);
    }

    /** What a theme remembers. */
    LineageStep step(LineageChange change, @Nullable UUID other, @Nullable Long statements) {
        return new LineageStep(change, other, at, principal, reason, statements);
    }
}

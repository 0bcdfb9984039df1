package io.heed.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A signal was read: what it is about and how bad it is. Published again with a higher version when a statement moves.
 *
 * @param version from 1; a consumer ignores a version that is not higher than the one it knows
 */
@EventType("io.heed.insight.signal-understood.v1")
public record SignalUnderstood(
        UUID signalId, long version, Instant understoodAt, Facets facets, List<StatementReading> statements)
        implements InsightReadingEvent {

    public SignalUnderstood {
        statements = List.copyOf(statements);
    }

    @Override
    public UUID key() {
        return signalId;
    }

    @Override
    public Instant time() {
        return understoodAt;
    }
}

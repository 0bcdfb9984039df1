package io.heed.action.readings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.delivery.Column;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;

/**
 * How grave statements without a theme are, where they are graver than those with one; nothing else of them is kept.
 * Readings that an earlier release took over are not among them.
 */
@ApplicationScoped
class SilentSeverityStore {

    /**
     * Takes them over.
     *
     * @param readings that were just taken over
     * @param known the signals of which there was an earlier reading
     */
    void replace(Handle transaction, Collection<SignalUnderstood> readings, List<UUID> known) {
        if (!known.isEmpty()) {
            transaction
                    .createUpdate("DELETE FROM silent_severities WHERE signal_id = ANY (:signals)")
                    .bindArray("signals", UUID.class, known)
                    .execute();
        }
        Map<UUID, Double> graver = new HashMap<>();
        for (SignalUnderstood reading : readings) {
            OptionalDouble silent = gravest(reading, statement -> statement.themeId() == null);
            OptionalDouble spoken = gravest(reading, statement -> statement.themeId() != null);
            if (silent.isPresent() && silent.getAsDouble() > spoken.orElse(0)) {
                graver.put(reading.signalId(), silent.getAsDouble());
            }
        }
        if (!graver.isEmpty()) {
            transaction
                    .createUpdate("""
                            INSERT INTO silent_severities (signal_id, severity)
                            SELECT signal_id, severity FROM unnest(:signals, :severities) AS news (signal_id, severity)
                            ON CONFLICT (signal_id) DO UPDATE SET severity = excluded.severity
                            """)
                    .bindArray("signals", UUID.class, Column.of(graver.entrySet(), Map.Entry::getKey))
                    .bindArray("severities", Double.class, Column.of(graver.entrySet(), Map.Entry::getValue))
                    .execute();
        }
    }

    private static OptionalDouble gravest(SignalUnderstood reading, Predicate<StatementReading> which) {
        return reading.statements().stream()
                .filter(which)
                .mapToDouble(StatementReading::severity)
                .max();
    }
}

package io.heed.action.readings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

/** Who suggested what to do about what they report. The suggestions themselves stay with the signals. */
@ApplicationScoped
public class SuggestionStore {

    /** Remembers who suggested something; of a signal that was sent twice the first stands. */
    public void remember(Handle transaction, Map<UUID, String> proposers) {
        if (proposers.isEmpty()) {
            return;
        }
        TreeMap<UUID, String> sorted = new TreeMap<>(proposers);
        transaction
                .createUpdate("""
                        INSERT INTO suggestions (signal_id, proposer)
                        SELECT signal_id, proposer FROM unnest(:signals, :proposers) AS news (signal_id, proposer)
                        ON CONFLICT DO NOTHING
                        """)
                .bindArray("signals", UUID.class, List.copyOf(sorted.keySet()))
                .bindArray("proposers", String.class, List.copyOf(sorted.values()))
                .execute();
    }

    /** The subject of who suggested something in a signal; empty where nobody of the staff did. */
    public Optional<String> proposer(Handle transaction, UUID signal) {
        return transaction
                .createQuery("SELECT proposer FROM suggestions WHERE signal_id = :signal")
                .bind("signal", signal)
                .mapTo(String.class)
                .findOne();
    }

    /** The themes that a signal speaks of. */
    public List<UUID> themes(Handle transaction, UUID signal) {
        return transaction
                .createQuery("SELECT DISTINCT theme_id FROM statements WHERE signal_id = :signal ORDER BY theme_id")
                .bind("signal", signal)
                .mapTo(UUID.class)
                .list();
    }
}

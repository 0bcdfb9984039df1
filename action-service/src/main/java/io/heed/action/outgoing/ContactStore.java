package io.heed.action.outgoing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

/** Where the writers of signals want a reply by e-mail. */
@ApplicationScoped
public class ContactStore {

    /** Remembers addresses; of a signal that was sent twice the first stands. */
    public void remember(Handle transaction, Map<UUID, String> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        TreeMap<UUID, String> sorted = new TreeMap<>(addresses);
        transaction
                .createUpdate("""
                        INSERT INTO contacts (signal_id, email)
                        SELECT signal_id, email FROM unnest(:signals, :emails) AS news (signal_id, email)
                        ON CONFLICT DO NOTHING
                        """)
                .bindArray("signals", UUID.class, List.copyOf(sorted.keySet()))
                .bindArray("emails", String.class, List.copyOf(sorted.values()))
                .execute();
    }

    /** Forgets them. */
    public void erase(Handle transaction, Collection<UUID> signals) {
        transaction
                .createUpdate("DELETE FROM contacts WHERE signal_id = ANY (:signals)")
                .bindArray("signals", UUID.class, signals)
                .execute();
    }
}

package io.heed.action.readings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

/** Which signals were received, and which erased. */
@ApplicationScoped
public class SignalStore {

    /** Names the lock among all advisory locks of this service's database; any constant does. */
    private static final long ERASURE = 0x68656564_65726173L;

    /**
     * Keeps everything apart that could bring an erased signal back: taken first, and held until the transaction ends.
     * Those who erase are alone; all others go together.
     */
    public void guard(Handle transaction, boolean erasing) {
        transaction
                .createQuery(
                        erasing ? "SELECT pg_advisory_xact_lock(:key)" : "SELECT pg_advisory_xact_lock_shared(:key)")
                .bind("key", ERASURE)
                .map(row -> true)
                .one();
    }

    /** Remembers that these signals were received. */
    public void received(Handle transaction, Map<UUID, Instant> receivedAt) {
        if (receivedAt.isEmpty()) {
            return;
        }
        List<UUID> signals = new ArrayList<>();
        List<String> times = new ArrayList<>();
        receivedAt.forEach((signal, at) -> {
            signals.add(signal);
            times.add(at.toString());
        });
        transaction
                .createUpdate("""
                        INSERT INTO received (signal_id, received_at)
                        SELECT signal_id, received_at
                          FROM unnest(:signals, :times::timestamptz[]) AS news (signal_id, received_at)
                         ORDER BY signal_id
                        ON CONFLICT DO NOTHING
                        """)
                .bindArray("signals", UUID.class, signals)
                .bindArray("times", String.class, times)
                .execute();
    }

    /** Those of these signals that were erased, ever. */
    public Set<UUID> erasedAmong(Handle transaction, Collection<UUID> signals) {
        if (signals.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(transaction
                .createQuery("SELECT signal_id FROM erased WHERE signal_id = ANY (:signals)")
                .bindArray("signals", UUID.class, signals)
                .mapTo(UUID.class)
                .list());
    }

    /**
     * Puts signals on the erased list, and removes everything that is known of them here.
     *
     * @return those that were not on it yet
     */
    public List<UUID> erase(Handle transaction, Collection<UUID> signals, Instant now) {
        List<UUID> news = transaction
                .createQuery("""
                        INSERT INTO erased (signal_id, erased_at)
                        SELECT signal_id, :now::timestamptz FROM unnest(:signals) AS s (signal_id) ORDER BY signal_id
                        ON CONFLICT DO NOTHING
                        RETURNING signal_id
                        """)
                .bindArray("signals", UUID.class, signals)
                .bind("now", now)
                .mapTo(UUID.class)
                .list();
        for (String table : List.of("readings", "received")) {
            transaction
                    .createUpdate("DELETE FROM " + table + " WHERE signal_id = ANY (:signals)")
                    .bindArray("signals", UUID.class, news)
                    .execute();
        }
        return news;
    }
}

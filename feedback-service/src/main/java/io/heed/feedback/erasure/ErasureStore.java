package io.heed.feedback.erasure;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import io.heed.contracts.Topic;
import io.heed.messaging.QuarantineStore;

/** The list of erased ids, and the deletion of everything that is kept under them. */
@Singleton
public class ErasureStore {

    /** Names the advisory lock between whoever erases and whoever remembers: "heed-era" in ASCII. */
    private static final long LOCK = 0x686565642D657261L;

    private final QuarantineStore quarantine = new QuarantineStore();
    private final InstantSource clock;

    ErasureStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Held by whoever writes about signals until they commit, so that none of it is written past an erasure. */
    public void shareLock(Handle transaction) {
        transaction.execute("SELECT pg_advisory_xact_lock_shared(?)", LOCK);
    }

    /** Waits for all who write about signals and keeps others from starting. */
    void lock(Handle transaction) {
        transaction.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
    }

    /** Whether this id was erased. */
    public boolean isErased(Handle handle, UUID id) {
        return !erasedAmong(handle, Set.of(id)).isEmpty();
    }

    /** Those of these ids that were erased. */
    public Set<UUID> erasedAmong(Handle handle, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        try (Query query = handle.createQuery("SELECT id FROM erased WHERE id = ANY (?)")) {
            return query.bind(0, ids.toArray(UUID[]::new)).mapTo(UUID.class).set();
        }
    }

    /** Lists these ids as erased and deletes all that is kept under them, whatever table it is in. */
    public void erase(Handle transaction, Collection<UUID> ids) {
        UUID[] keys = ids.toArray(UUID[]::new);
        transaction.execute("DELETE FROM signals WHERE id = ANY (?)", (Object) keys);
        transaction.execute("DELETE FROM conflicts WHERE signal_id = ANY (?)", (Object) keys);
        transaction.execute("DELETE FROM progress WHERE signal_id = ANY (?)", (Object) keys);
        // an original on its way to the topic again
        transaction.execute(
                "DELETE FROM outbox WHERE topic = ? AND key = ANY (?) AND payload IS NOT NULL",
                Topic.FEEDBACK_SIGNALS.topicName(),
                keys);
        quarantine.erase(transaction, ids);
        transaction.execute(
                "INSERT INTO erased (id, erased_at) SELECT id, ? FROM unnest(?) AS e (id) ON CONFLICT DO NOTHING",
                clock.instant().atOffset(ZoneOffset.UTC),
                keys);
    }
}

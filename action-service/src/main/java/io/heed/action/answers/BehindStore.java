package io.heed.action.answers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.rest.Cursor;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;

/** Reads which signals stand behind an action. */
@ApplicationScoped
public class BehindStore {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** A page of them, in the order of their ids. */
    public Page<BehindAction> page(Handle transaction, UUID actionId, int limit, @Nullable String cursor) {
        List<BehindAction> found = transaction
                .createQuery("""
                        SELECT signal_id, received_at, linked_at, answered_at FROM links
                         WHERE action_id = :action AND signal_id > :after
                         ORDER BY signal_id LIMIT :limit
                        """)
                .bind("action", actionId)
                .bind("after", cursor == null ? BEFORE_ALL : after(cursor))
                .bind("limit", limit + 1)
                .map(row -> new BehindAction(
                        row.getColumn("signal_id", UUID.class),
                        row.getColumn("received_at", Instant.class),
                        row.getColumn("linked_at", Instant.class),
                        row.getColumn("answered_at", Instant.class)))
                .list();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<BehindAction> items = found.subList(0, limit);
        return new Page<>(items, Cursor.encode(items.getLast().signalId().toString()));
    }

    private static UUID after(String cursor) {
        try {
            return UUID.fromString(Cursor.decode(cursor, 1).getFirst());
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer to the same question");
        }
    }
}

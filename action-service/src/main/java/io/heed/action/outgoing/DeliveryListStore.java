package io.heed.action.outgoing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.rest.Page;
import io.heed.rest.TimedCursor;

/** Reads how deliveries stand, and lets people have them tried again. */
@ApplicationScoped
class DeliveryListStore {

    private static final String SELECT = """
            SELECT id, channel, %s AS state, action_id, signals, recipient, created_at, attempts, next_attempt_at,
                   delivered_at, given_up_at, last_failure, retried_at, retried_by
              FROM deliveries
            """.formatted(DeliveryState.OF_ROW);

    /** A page of them, oldest first. */
    Page<DeliveryView> page(
            Handle transaction, @Nullable DeliveryState state, int limit, TimedCursor after, Instant now) {
        List<DeliveryView> found = transaction
                .createQuery(SELECT + """
                         WHERE (:state::text IS NULL OR %s = :state) AND (created_at, id) > (:after, :afterId)
                         ORDER BY created_at, id LIMIT :limit
                        """.formatted(DeliveryState.OF_ROW))
                .bind("state", state == null ? null : state.name())
                .bind("now", now)
                .bind("after", after.at())
                .bind("afterId", after.id())
                .bind("limit", limit + 1)
                .map(DeliveryListStore::view)
                .list();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<DeliveryView> items = found.subList(0, limit);
        DeliveryView last = items.getLast();
        return new Page<>(items, new TimedCursor(last.createdAt(), last.id()).written());
    }

    /** One of them. */
    Optional<DeliveryView> find(Handle transaction, UUID id, Instant now) {
        return transaction
                .createQuery(SELECT + " WHERE id = :id")
                .bind("id", id)
                .bind("now", now)
                .map(DeliveryListStore::view)
                .findOne();
    }

    /**
     * Has one tried again that was given up or is uncertain.
     *
     * @return whether it was
     */
    boolean retry(Handle transaction, UUID id, Principal by, Instant now) {
        return transaction
                        .createUpdate("""
                                UPDATE deliveries
                                   SET given_up_at = NULL, leased_until = NULL, leased_by = NULL, attempts = 0,
                                       next_attempt_at = :now, retried_at = :now, retried_by = :by
                                 WHERE id = :id AND %s IN ('GIVEN_UP', 'UNCERTAIN')
                                """.formatted(DeliveryState.OF_ROW))
                        .bind("id", id)
                        .bind("now", now)
                        .bind("by", by.named())
                        .execute()
                == 1;
    }

    private static DeliveryView view(RowView row) {
        DeliveryState state = DeliveryState.valueOf(row.getColumn("state", String.class));
        return new DeliveryView(
                row.getColumn("id", UUID.class),
                Channel.valueOf(row.getColumn("channel", String.class)),
                state,
                row.getColumn("action_id", UUID.class),
                List.of(row.getColumn("signals", UUID[].class)),
                row.getColumn("recipient", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("attempts", Integer.class),
                state == DeliveryState.WAITING ? row.getColumn("next_attempt_at", Instant.class) : null,
                row.getColumn("delivered_at", Instant.class),
                row.getColumn("given_up_at", Instant.class),
                row.getColumn("last_failure", String.class),
                row.getColumn("retried_at", Instant.class),
                row.getColumn("retried_by", String.class));
    }
}

package io.heed.action.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

import io.heed.action.actions.Before;
import io.heed.action.actions.Moved;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Principal;

/** The last bulk of each person, in PostgreSQL. */
@ApplicationScoped
class BulkStore {

    /** What was cut short longer ago is not what somebody repeats now. */
    private static final Duration GOES_ON_WITHIN = Duration.ofHours(1);

    /**
     * The last time that somebody moved many actions at once.
     *
     * @param actions how many it moved and can put back
     * @param undoneAt null until it was undone
     */
    record Bulk(
            UUID id,
            String move,
            Instant at,
            long actions,
            @Nullable Instant undoneAt) {}

    /**
     * Begins a person's next bulk, in the place of the one before; one that was cut short goes on when the same move is
     * asked for again.
     *
     * @return its id
     */
    UUID begin(Handle transaction, String move, Principal by, Instant at) {
        Optional<UUID> cutShort = transaction
                .createQuery("""
                        SELECT id FROM bulks
                         WHERE by_kind = :kind AND by_subject = :subject AND move = :move
                           AND finished_at IS NULL AND undone_at IS NULL AND at > :since
                        """)
                .bind("since", at.minus(GOES_ON_WITHIN))
                .bind("kind", by.kind().name())
                .bind("subject", by.subject())
                .bind("move", move)
                .mapTo(UUID.class)
                .findFirst();
        if (cutShort.isPresent()) {
            return cutShort.get();
        }
        transaction
                .createUpdate("DELETE FROM bulks WHERE by_kind = :kind AND by_subject = :subject")
                .bind("kind", by.kind().name())
                .bind("subject", by.subject())
                .execute();
        UUID id = UUID.randomUUID();
        transaction
                .createUpdate("""
                        INSERT INTO bulks (id, by_kind, by_subject, move, at) VALUES (:id, :kind, :subject, :move, :at)
                        """)
                .bind("id", id)
                .bind("kind", by.kind().name())
                .bind("subject", by.subject())
                .bind("move", move)
                .bind("at", at)
                .execute();
        return id;
    }

    /** Notes that all of it was gone through; whether it is still its person's last one. */
    boolean finish(Handle transaction, UUID bulk, Instant at) {
        return transaction
                        .createUpdate("UPDATE bulks SET finished_at = :at WHERE id = :id")
                        .bind("at", at)
                        .bind("id", bulk)
                        .execute()
                == 1;
    }

    /** Remembers what was moved, as far as the bulk is still its person's last one. */
    void add(Handle transaction, UUID bulk, Collection<Moved> moved) {
        try (PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO bulk_items (bulk_id, action_id, edition, status, team, owner, accepted_at)
                SELECT id, :action, :edition, :status, :team, :owner, :acceptedAt::timestamptz FROM bulks WHERE id = :bulk
                ON CONFLICT (bulk_id, action_id) DO UPDATE SET edition = excluded.edition
                """)) {
            for (Moved each : moved) {
                Before before = each.before();
                if (before != null) {
                    batch.bind("bulk", bulk)
                            .bind("action", each.id())
                            .bind("edition", each.edition())
                            .bind("status", before.status().name())
                            .bind("team", before.team())
                            .bind("owner", before.owner())
                            .bind("acceptedAt", Objects.toString(before.acceptedAt(), null))
                            .add();
                }
            }
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }

    /** A person's last bulk. */
    Optional<Bulk> last(Handle transaction, Principal by) {
        return transaction
                .createQuery("""
                        SELECT id, move, at, undone_at,
                               (SELECT count(*) FROM bulk_items WHERE bulk_id = bulks.id) AS actions
                          FROM bulks WHERE by_kind = :kind AND by_subject = :subject
                         ORDER BY at DESC LIMIT 1
                        """)
                .bind("kind", by.kind().name())
                .bind("subject", by.subject())
                .map(row -> new Bulk(
                        row.getColumn("id", UUID.class),
                        row.getColumn("move", String.class),
                        row.getColumn("at", Instant.class),
                        row.getColumn("actions", Long.class),
                        row.getColumn("undone_at", Instant.class)))
                .findOne();
    }

    /** Takes a part of what a bulk moved, which nobody else takes: to be undone in this transaction. */
    List<Moved> take(Handle transaction, UUID bulk, int most) {
        return transaction
                .createQuery("""
                        DELETE FROM bulk_items WHERE bulk_id = :bulk AND action_id IN (
                            SELECT action_id FROM bulk_items WHERE bulk_id = :bulk
                             ORDER BY action_id LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING action_id, edition, status, team, owner, accepted_at
                        """)
                .bind("bulk", bulk)
                .bind("most", most)
                .map(row -> new Moved(
                        row.getColumn("action_id", UUID.class),
                        new Before(
                                ActionStatus.valueOf(row.getColumn("status", String.class)),
                                row.getColumn("team", String.class),
                                row.getColumn("owner", String.class),
                                row.getColumn("accepted_at", Instant.class)),
                        row.getColumn("edition", Long.class),
                        null))
                .list();
    }

    /** Marks a bulk as undone; whether it was not before. */
    boolean undone(Handle transaction, UUID bulk, Instant at) {
        return transaction
                        .createUpdate("UPDATE bulks SET undone_at = :at WHERE id = :id AND undone_at IS NULL")
                        .bind("at", at)
                        .bind("id", bulk)
                        .execute()
                == 1;
    }
}

package io.heed.action.actions;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.Principal;
import io.heed.messaging.Outbox;

/** Publishes actions as they stand on {@code action.actions}, in the transaction that changed them. */
@ApplicationScoped
public class AnnounceActions {

    /** An action's counts alone are published at most this often. */
    static final Duration COUNTS_AT_MOST_EVERY = Duration.ofSeconds(1);

    private static final int AT_ONCE = 500;
    private static final Principal SYSTEM = Principal.system("action");

    private final Outbox outbox;

    AnnounceActions(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Publishes these actions, counts and all. */
    public void announce(
            Handle transaction, Collection<UUID> actions, ActionChange change, Principal principal, Instant now) {
        if (actions.isEmpty()) {
            return;
        }
        List<ActionChanged> events = transaction
                .createQuery("""
                        UPDATE actions SET version = version + 1, counts_changed = false, announced_at = :now
                         WHERE id = ANY (:actions)
                        RETURNING id, version, kind, status, title, theme_id, signal_id, signals, people, team, owner,
                                  priority, opened_by, opened_at, accept_by, complete_by, accepted_at, closed_at,
                                  root_cause, resolution, answer, dismiss_reason
                        """)
                .bind("now", now)
                .bindArray("actions", UUID.class, actions)
                .map(row -> SnapshotRow.event(row, change, principal, now))
                .list();
        outbox.append(transaction, events);
    }

    /**
     * Publishes actions of which only the counts changed, those that were silent long enough.
     *
     * @return how many; more may be left when it is the most that are taken at once
     */
    public int announceCounts(Handle transaction, Instant now) {
        List<UUID> due = transaction
                .createQuery("""
                        SELECT id FROM actions
                         WHERE counts_changed AND announced_at <= :silentSince
                         ORDER BY id LIMIT :most
                           FOR NO KEY UPDATE SKIP LOCKED
                        """)
                .bind("silentSince", now.minus(COUNTS_AT_MOST_EVERY))
                .bind("most", AT_ONCE)
                .mapTo(UUID.class)
                .list();
        announce(transaction, due, ActionChange.SIGNALS, SYSTEM, now);
        return due.size();
    }
}

package io.heed.action.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;

/** The version of what was last said about each signal, and what there is to say. */
@ApplicationScoped
class StandingStore {

    private static final Principal NOBODY = Principal.system("action");

    /**
     * Locks the signals' standings and moves their versions on.
     *
     * @param steps signal to how many events will be said about it, in the order of the ids
     * @return the version of the last of those events
     */
    Map<UUID, Long> advance(Handle transaction, Map<UUID, Integer> steps) {
        Map<UUID, Long> versions = new HashMap<>();
        transaction
                .createQuery("""
                        INSERT INTO standings (signal_id, version)
                        SELECT signal_id, steps FROM unnest(:signals, :steps) WITH ORDINALITY AS s (signal_id, steps, n)
                         ORDER BY n
                        ON CONFLICT (signal_id) DO UPDATE SET version = standings.version + excluded.version
                        RETURNING signal_id, version
                        """)
                .bindArray("signals", UUID.class, new ArrayList<>(steps.keySet()))
                .bindArray("steps", Integer.class, new ArrayList<>(steps.values()))
                .map(row -> Map.entry(row.getColumn("signal_id", UUID.class), row.getColumn("version", Long.class)))
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
        return versions;
    }

    /**
     * Holds the signals' standings until the transaction ends, but for those that somebody else holds.
     *
     * @return those that are held now
     */
    List<UUID> hold(Handle transaction, Collection<UUID> signals) {
        transaction.createUpdate("""
                        INSERT INTO standings (signal_id, version)
                        SELECT signal_id, 0 FROM unnest(:signals) AS s (signal_id) ORDER BY signal_id
                        ON CONFLICT DO NOTHING
                        """).bindArray("signals", UUID.class, signals).execute();
        return transaction
                .createQuery("""
                        SELECT signal_id FROM standings WHERE signal_id = ANY (:signals)
                         ORDER BY signal_id FOR NO KEY UPDATE SKIP LOCKED
                        """)
                .bindArray("signals", UUID.class, signals)
                .mapTo(UUID.class)
                .list();
    }

    /** Every action behind each of these signals, in the order in which the signal was put there. */
    Map<UUID, List<Standing>> of(Handle transaction, Collection<UUID> signals) {
        Map<UUID, List<Standing>> standings = new HashMap<>();
        transaction
                .createQuery("""
                        SELECT links.signal_id, links.action_id, links.linked_at, links.answer, links.answered_at,
                               actions.kind, actions.status, actions.closed_by_kind, actions.closed_by
                          FROM links
                          JOIN actions ON actions.id = links.action_id
                         WHERE links.signal_id = ANY (:signals)
                         ORDER BY links.linked_at, links.action_id
                        """)
                .bindArray("signals", UUID.class, new ArrayList<>(signals))
                .map(row -> Map.entry(row.getColumn("signal_id", UUID.class), standing(row)))
                .forEach(entry -> standings
                        .computeIfAbsent(entry.getKey(), signal -> new ArrayList<>(2))
                        .add(entry.getValue()));
        return standings;
    }

    private static Standing standing(RowView row) {
        return new Standing(
                row.getColumn("action_id", UUID.class),
                ActionKind.valueOf(row.getColumn("kind", String.class)),
                ActionStatus.valueOf(row.getColumn("status", String.class)),
                row.getColumn("linked_at", Instant.class),
                row.getColumn("answer", String.class),
                row.getColumn("answered_at", Instant.class),
                closedBy(row.getColumn("closed_by_kind", String.class), row.getColumn("closed_by", String.class)));
    }

    private static Principal closedBy(@Nullable String kind, @Nullable String subject) {
        return kind == null || subject == null ? NOBODY : new Principal(PrincipalKind.valueOf(kind), subject);
    }
}

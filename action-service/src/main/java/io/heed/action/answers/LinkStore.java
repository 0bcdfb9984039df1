package io.heed.action.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.delivery.Column;

/**
 * The links between actions and signals. A signal that was put behind an action stays there until it is erased: its
 * writer was promised that action's answer, wherever the statement moves later.
 *
 * <p>Callers hold the lock on the actions they pass.
 */
@ApplicationScoped
public class LinkStore {

    /** Puts signals behind actions and counts them there; what was linked already is passed over. */
    public List<Told> link(Handle transaction, Collection<Link> links, Instant now) {
        if (links.isEmpty()) {
            return List.of();
        }
        // the part that counts reads the table as it was before this statement: it sees who was behind the action
        // already
        return transaction
                .createQuery("""
                        WITH fresh AS (
                            INSERT INTO links (action_id, signal_id, person, received_at, linked_at, answer, answered_at)
                            SELECT action_id, signal_id, person, received_at, :now::timestamptz, answer,
                                   CASE WHEN answer IS NULL THEN NULL ELSE :now::timestamptz END
                              FROM unnest(:actions, :signals, :people, :received::timestamptz[], :answers)
                                AS wanted (action_id, signal_id, person, received_at, answer)
                             ORDER BY action_id, signal_id
                            ON CONFLICT DO NOTHING
                            RETURNING action_id, signal_id, person, answer
                        ), known AS (
                            SELECT fresh.action_id, fresh.signal_id, fresh.person,
                                   EXISTS (SELECT FROM links
                                            WHERE links.action_id = fresh.action_id
                                              AND links.person = fresh.person) AS already
                              FROM fresh
                        ), counted AS (
                            SELECT action_id, count(*) AS signals,
                                   count(DISTINCT person) FILTER (WHERE NOT already) AS people
                              FROM known
                             GROUP BY action_id
                        ), bumped AS (
                            UPDATE actions
                               SET signals = actions.signals + counted.signals,
                                   people = actions.people + counted.people,
                                   counts_changed = true
                              FROM counted
                             WHERE actions.id = counted.action_id
                        )
                        SELECT signal_id, action_id, answer IS NOT NULL AS answered FROM fresh
                        """)
                .bind("now", now)
                .bindArray("actions", UUID.class, Column.of(links, Link::actionId))
                .bindArray("signals", UUID.class, Column.of(links, Link::signalId))
                .bindArray("people", String.class, Column.of(links, Link::person))
                .bindArray("received", String.class, Column.of(links, link -> link.receivedAt()
                        .toString()))
                .bindArray("answers", String.class, Column.of(links, Link::answer))
                .map(row -> new Told(
                        row.getColumn("signal_id", UUID.class),
                        row.getColumn("action_id", UUID.class),
                        row.getColumn("answered", Boolean.class)))
                .list();
    }

    /**
     * Puts every signal of a theme that was received later than a time behind an action.
     *
     * @param receivedAfter the theme's last closed improvement covers what was received up to then
     */
    public List<Told> linkTheme(Handle transaction, UUID actionId, UUID themeId, Instant receivedAfter, Instant now) {
        List<Link> links = transaction
                .createQuery("""
                        SELECT DISTINCT ON (signal_id) signal_id, person, received_at
                          FROM statements
                         WHERE theme_id = :theme AND received_at > :after
                        """)
                .bind("theme", themeId)
                .bind("after", receivedAfter)
                .map(row -> new Link(
                        actionId,
                        row.getColumn("signal_id", UUID.class),
                        row.getColumn("person", String.class),
                        row.getColumn("received_at", Instant.class),
                        null))
                .list();
        return link(transaction, links, now);
    }

    /** Gives the answer to everyone behind the action who has none from it yet; the others see its new status. */
    public List<Told> answer(Handle transaction, UUID actionId, String answer, Instant now) {
        List<Told> told = new ArrayList<>(standing(transaction, actionId, "AND answered_at IS NOT NULL"));
        transaction
                .createQuery("""
                        UPDATE links SET answer = :answer, answered_at = :now
                         WHERE action_id = :action AND answered_at IS NULL
                        RETURNING signal_id
                        """)
                .bind("answer", answer)
                .bind("now", now)
                .bind("action", actionId)
                .mapTo(UUID.class)
                .forEach(signal -> told.add(new Told(signal, actionId, true)));
        return told;
    }

    /** Everyone behind the action, who will see its new status. */
    public List<Told> restate(Handle transaction, UUID actionId) {
        return standing(transaction, actionId, "");
    }

    /** Puts the right person beside links that were made before their signals were understood. */
    public void recognise(Handle transaction, Collection<UUID> signals) {
        List<UUID> actions = transaction
                .createQuery("""
                        UPDATE links SET person = readings.person
                          FROM readings
                         WHERE readings.signal_id = links.signal_id AND links.signal_id = ANY (:signals)
                           AND links.person <> readings.person
                        RETURNING links.action_id
                        """)
                .bindArray("signals", UUID.class, signals)
                .mapTo(UUID.class)
                .list();
        recount(transaction, actions);
    }

    /** Takes erased signals from behind all actions, and forgets how they stood. */
    public void erase(Handle transaction, Collection<UUID> signals) {
        List<UUID> actions = transaction
                .createQuery("DELETE FROM links WHERE signal_id = ANY (:signals) RETURNING action_id")
                .bindArray("signals", UUID.class, signals)
                .mapTo(UUID.class)
                .list();
        recount(transaction, actions);
        transaction
                .createUpdate("DELETE FROM standings WHERE signal_id = ANY (:signals)")
                .bindArray("signals", UUID.class, signals)
                .execute();
    }

    /** Counts from the links again what is usually counted as links are made. */
    public void recount(Handle transaction, Collection<UUID> actions) {
        if (actions.isEmpty()) {
            return;
        }
        transaction.createUpdate("""
                        UPDATE actions
                           SET counts_changed = true,
                               signals = (SELECT count(*) FROM links WHERE action_id = actions.id),
                               people = (SELECT count(DISTINCT person) FROM links WHERE action_id = actions.id)
                         WHERE id = ANY (:actions)
                        """).bindArray("actions", UUID.class, actions).execute();
    }

    private static List<Told> standing(Handle transaction, UUID actionId, String condition) {
        return transaction
                .createQuery("SELECT signal_id FROM links WHERE action_id = :action " + condition)
                .bind("action", actionId)
                .mapTo(UUID.class)
                .map(signal -> new Told(signal, actionId, false))
                .list();
    }
}

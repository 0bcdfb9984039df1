package io.heed.action.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

import io.heed.action.delivery.Column;
import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Principal;

/**
 * The links between actions and signals. A signal that was put behind an action stays there until it is erased, but for
 * {@link #part}: where it has moved to another theme, and waiting for this answer would be waiting for the wrong one.
 *
 * <p>Callers hold the lock on the actions they pass.
 */
@ApplicationScoped
public class LinkStore {

    private static final Principal SYSTEM = Principal.system("action");

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
     * Puts every signal of a theme that was received later than a time behind an action, but for those that a closed
     * improvement of a theme has answered that is part of this one by now.
     *
     * @param receivedAfter the theme's last closed improvement covers what was received up to then
     */
    public List<Told> linkTheme(Handle transaction, UUID actionId, UUID themeId, Instant receivedAfter, Instant now) {
        List<Link> links = transaction
                .createQuery("""
                        SELECT DISTINCT ON (signal_id) signal_id, person, received_at
                          FROM statements
                         WHERE theme_id = :theme AND received_at > :after
                           AND signal_id NOT IN (SELECT answered_in_parts(:theme))
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

    /** Puts everyone who stands behind one action behind another, too; they stay behind both. */
    public List<Told> linkAllOf(Handle transaction, UUID from, UUID to, Instant now) {
        List<Link> links = transaction
                .createQuery("SELECT signal_id, person, received_at FROM links WHERE action_id = :from")
                .bind("from", from)
                .map(row -> new Link(
                        to,
                        row.getColumn("signal_id", UUID.class),
                        row.getColumn("person", String.class),
                        row.getColumn("received_at", Instant.class),
                        null))
                .list();
        return link(transaction, links, now);
    }

    /** Gives the answer to everyone behind the action who has none from it yet; the others see its new status. */
    public List<Told> answer(Handle transaction, UUID actionId, String answer, Instant now) {
        List<Told> told = new ArrayList<>(standing(transaction, List.of(actionId), "AND answered_at IS NOT NULL"));
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

    /** Everyone behind these actions, who will see their new status. */
    public List<Told> restate(Handle transaction, Collection<UUID> actions) {
        return standing(transaction, actions, "");
    }

    /**
     * Takes signals from behind open improvements of themes that they do not speak of any more, as far as nothing was
     * answered yet, and another improvement answers what they do speak of, or people keep that apart. The others stay: a
     * writer who stands behind an action is not forgotten because statements were looked at anew.
     *
     * @param signals those to look at
     */
    public List<Told> part(Handle transaction, Collection<UUID> signals) {
        if (signals.isEmpty()) {
            return List.of();
        }
        transaction
                .createQuery("""
                        SELECT id FROM actions
                         WHERE id IN (SELECT action_id FROM links WHERE signal_id = ANY (:signals))
                         ORDER BY id FOR NO KEY UPDATE
                        """)
                .bindArray("signals", UUID.class, signals)
                .mapTo(UUID.class)
                .list();
        List<Told> parted = transaction
                .createQuery("""
                        DELETE FROM links USING actions
                         WHERE actions.id = links.action_id AND links.signal_id = ANY (:signals)
                           AND actions.kind = 'IMPROVEMENT' AND actions.closed_at IS NULL
                           AND links.answered_at IS NULL
                           AND NOT EXISTS (SELECT FROM statements AS said
                                            WHERE said.signal_id = links.signal_id AND said.theme_id = actions.theme_id)
                           AND EXISTS (SELECT FROM statements AS said JOIN themes ON themes.id = said.theme_id
                                        WHERE said.signal_id = links.signal_id
                                          AND (actions.theme_id = ANY (themes.kept_apart)
                                               OR EXISTS (SELECT FROM actions AS others
                                                            JOIN links AS theirs ON theirs.action_id = others.id
                                                           WHERE theirs.signal_id = links.signal_id
                                                             AND others.kind = 'IMPROVEMENT'
                                                             AND others.theme_id = said.theme_id)))
                        RETURNING links.signal_id, links.action_id, links.linked_at, actions.kind, actions.status
                        """)
                .bindArray("signals", UUID.class, signals)
                .map(row -> new Told(
                        row.getColumn("signal_id", UUID.class),
                        row.getColumn("action_id", UUID.class),
                        false,
                        new Standing(
                                row.getColumn("action_id", UUID.class),
                                ActionKind.valueOf(row.getColumn("kind", String.class)),
                                ActionStatus.valueOf(row.getColumn("status", String.class)),
                                row.getColumn("linked_at", Instant.class),
                                null,
                                null,
                                SYSTEM)))
                .list();
        recount(transaction, parted.stream().map(Told::actionId).distinct().toList());
        return parted;
    }

    /** The signals behind these actions. */
    public List<UUID> behind(Handle transaction, Collection<UUID> actions) {
        return transaction
                .createQuery("SELECT DISTINCT signal_id FROM links WHERE action_id = ANY (:actions)")
                .bindArray("actions", UUID.class, actions)
                .mapTo(UUID.class)
                .list();
    }

    /** The signals that speak of this theme and stand behind an open improvement of one of the others. */
    public List<UUID> behindOthers(Handle transaction, UUID theme, Collection<UUID> others) {
        return transaction
                .createQuery("""
                        SELECT DISTINCT links.signal_id
                          FROM actions
                          JOIN links ON links.action_id = actions.id
                          JOIN statements ON statements.signal_id = links.signal_id AND statements.theme_id = :theme
                         WHERE actions.theme_id = ANY (:others) AND actions.kind = 'IMPROVEMENT'
                           AND actions.closed_at IS NULL
                        """)
                .bind("theme", theme)
                .bindArray("others", UUID.class, others)
                .mapTo(UUID.class)
                .list();
    }

    static Told restated(RowView row) {
        return new Told(row.getColumn("signal_id", UUID.class), row.getColumn("action_id", UUID.class), false);
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

    private static List<Told> standing(Handle transaction, Collection<UUID> actions, String condition) {
        if (actions.isEmpty()) {
            return List.of();
        }
        return transaction
                .createQuery("SELECT signal_id, action_id FROM links WHERE action_id = ANY (:actions) " + condition)
                .bindArray("actions", UUID.class, actions)
                .map(LinkStore::restated)
                .list();
    }
}

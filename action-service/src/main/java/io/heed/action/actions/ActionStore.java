package io.heed.action.actions;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.Column;
import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionKind;
import io.heed.contracts.Principal;

/**
 * Actions as the flow of events sees them: in sets, by SQL.
 *
 * <p>Locks are taken in one order everywhere: themes, then actions, then standings; each by id.
 */
@ApplicationScoped
public class ActionStore {

    /** How long is known at which place of the queue an action stood before. */
    public static final Duration PLACES_KEPT = Duration.ofHours(1);

    private static final String ERASED = "the signal was erased";

    private final HistoryStore history;

    ActionStore(HistoryStore history) {
        this.history = history;
    }

    /**
     * Opens these actions, but for those of which there is one already: an open improvement of the theme, or a follow-up
     * of the signal.
     *
     * @return the ids of those that were opened
     */
    public Set<UUID> open(Handle transaction, Collection<NewAction> actions) {
        if (actions.isEmpty()) {
            return Set.of();
        }
        Set<UUID> opened = new HashSet<>(transaction
                .createQuery("""
                        INSERT INTO actions (id, kind, status, title, theme_id, signal_id, team, owner, owned_at,
                                             priority, opened_by, opened_at, announced_at)
                        SELECT id, kind, 'OPEN', title, theme_id, signal_id, team, owner,
                               CASE WHEN owner IS NULL THEN NULL ELSE opened_at END,
                               priority, opened_by, opened_at, opened_at
                          FROM unnest(:ids, :kinds, :titles, :themes, :signals, :teams, :owners, :priorities, :openers,
                                      :times::timestamptz[])
                            AS news (id, kind, title, theme_id, signal_id, team, owner, priority, opened_by, opened_at)
                         ORDER BY theme_id, signal_id
                        ON CONFLICT DO NOTHING
                        RETURNING id
                        """)
                .bindArray("ids", UUID.class, Column.of(actions, NewAction::id))
                .bindArray("kinds", String.class, Column.of(actions, action -> action.kind()
                        .name()))
                .bindArray("titles", String.class, Column.of(actions, NewAction::title))
                .bindArray("themes", UUID.class, Column.of(actions, NewAction::themeId))
                .bindArray("signals", UUID.class, Column.of(actions, NewAction::signalId))
                .bindArray("teams", String.class, Column.of(actions, NewAction::team))
                .bindArray("owners", String.class, Column.of(actions, NewAction::owner))
                .bindArray("priorities", Double.class, Column.of(actions, NewAction::priority))
                .bindArray("openers", String.class, Column.of(actions, NewAction::openedBy))
                .bindArray("times", String.class, Column.of(actions, action -> action.openedAt()
                        .toString()))
                .mapTo(UUID.class)
                .list());
        history.append(
                transaction,
                actions.stream()
                        .filter(action -> opened.contains(action.id()))
                        .map(action -> new HistoryStore.Line(action.id(), entry(action)))
                        .toList());
        return opened;
    }

    private static HistoryEntry entry(NewAction action) {
        Map<String, String> details = action.owner() == null
                ? Map.of("team", action.team())
                : Map.of("team", action.team(), "owner", action.owner());
        return new HistoryEntry(action.openedAt(), action.principal(), ActionChange.OPENED, action.why(), details);
    }

    /**
     * Locks every improvement that these themes ever had, and every action that any of these signals stands behind. The
     * caller holds the themes' locks.
     *
     * @return the improvements of the themes, in the order in which they were opened
     */
    public List<Improvement> lock(Handle transaction, Collection<UUID> themes, Collection<UUID> signals) {
        if (themes.isEmpty() && signals.isEmpty()) {
            return List.of();
        }
        return transaction
                .createQuery("""
                        SELECT id, kind, theme_id, opened_at, closed_at, answer
                          FROM actions
                         WHERE id IN (SELECT id FROM actions WHERE theme_id = ANY (:themes) AND kind = 'IMPROVEMENT'
                                      UNION
                                      SELECT action_id FROM links WHERE signal_id = ANY (:signals))
                         ORDER BY id
                           FOR NO KEY UPDATE
                        """)
                .bindArray("themes", UUID.class, themes)
                .bindArray("signals", UUID.class, signals)
                .map(row -> new Locked(
                        row.getColumn("kind", String.class).equals(ActionKind.IMPROVEMENT.name()),
                        new Improvement(
                                row.getColumn("id", UUID.class),
                                row.getColumn("theme_id", UUID.class),
                                row.getColumn("opened_at", Instant.class),
                                row.getColumn("closed_at", Instant.class),
                                row.getColumn("answer", String.class))))
                .stream()
                .filter(Locked::isImprovement)
                .map(Locked::improvement)
                .filter(improvement -> themes.contains(improvement.themeId()))
                .sorted(Comparator.comparing(Improvement::openedAt))
                .toList();
    }

    private record Locked(boolean isImprovement, Improvement improvement) {}

    /**
     * Lets unclosed improvements take over their themes' priorities, and remembers for {@link #PLACES_KEPT} which they had.
     * The caller holds the locks.
     */
    public void followPriorities(Handle transaction, Collection<UUID> themes, Instant now) {
        int changed = transaction
                .createUpdate("""
                        WITH moved AS (
                            SELECT actions.id, actions.priority AS before, themes.priority
                              FROM actions JOIN themes ON themes.id = actions.theme_id
                             WHERE themes.id = ANY (:themes) AND actions.kind = 'IMPROVEMENT'
                               AND actions.closed_at IS NULL AND actions.priority <> themes.priority
                        ), remembered AS (
                            INSERT INTO former_priorities (action_id, priority, changed_at)
                            SELECT id, before, :now FROM moved
                        )
                        UPDATE actions SET priority = moved.priority, counts_changed = true
                          FROM moved WHERE actions.id = moved.id
                        """)
                .bindArray("themes", UUID.class, themes)
                .bind("now", now)
                .execute();
        if (changed > 0) {
            transaction
                    .createUpdate("DELETE FROM former_priorities WHERE changed_at < :old")
                    .bind("old", now.minus(PLACES_KEPT))
                    .execute();
        }
    }

    /**
     * Lets unclosed improvements take over their themes' labels as titles. A theme that lost its label takes it out of the
     * title again: its words may be those of people whose signals were erased. The caller holds the locks.
     *
     * @param nameless the title while a theme has no label
     */
    public List<Renamed> followLabels(Handle transaction, Collection<UUID> themes, String nameless) {
        return transaction
                .createQuery("""
                        UPDATE actions SET title = CASE themes.label WHEN '' THEN :nameless ELSE themes.label END
                          FROM themes
                         WHERE actions.theme_id = themes.id AND themes.id = ANY (:themes)
                           AND actions.kind = 'IMPROVEMENT' AND actions.closed_at IS NULL
                           AND (themes.label <> '' OR actions.opened_by <> 'manual')
                           AND actions.title <> CASE themes.label WHEN '' THEN :nameless ELSE themes.label END
                        RETURNING actions.id, actions.theme_id, actions.title, actions.opened_at, actions.team,
                                  actions.owner, actions.edition = 1 AND actions.opened_by <> 'manual' AS untouched
                        """)
                .bind("nameless", nameless)
                .bindArray("themes", UUID.class, themes)
                .map(row -> new Renamed(
                        row.getColumn("id", UUID.class),
                        row.getColumn("theme_id", UUID.class),
                        row.getColumn("title", String.class),
                        row.getColumn("opened_at", Instant.class),
                        row.getColumn("team", String.class),
                        row.getColumn("owner", String.class),
                        row.getColumn("untouched", Boolean.class)))
                .list();
    }

    /** Gives an action that nobody touched yet to another team or owner, with the reason. */
    public void reassign(
            Handle transaction,
            UUID actionId,
            String team,
            @Nullable String owner,
            Principal principal,
            String why,
            Instant now) {
        transaction
                .createUpdate("""
                        UPDATE actions
                           SET team = :team, owner = :owner,
                               owned_at = coalesce(owned_at, CASE WHEN :owner::text IS NULL THEN NULL ELSE :now::timestamptz END)
                         WHERE id = :id
                        """)
                .bind("id", actionId)
                .bind("team", team)
                .bind("owner", owner)
                .bind("now", now)
                .execute();
        Map<String, String> details = owner == null ? Map.of("team", team) : Map.of("team", team, "owner", owner);
        history.append(
                transaction,
                List.of(new HistoryStore.Line(
                        actionId, new HistoryEntry(now, principal, ActionChange.ASSIGNED, why, details))));
    }

    /**
     * Closes the follow-ups of signals that were erased: there is nobody left to answer.
     *
     * @return those that were not closed yet
     */
    public List<UUID> closeErased(Handle transaction, Collection<UUID> signals, Principal principal, Instant now) {
        List<UUID> closed = transaction
                .createQuery("""
                        UPDATE actions
                           SET status = 'DISMISSED', closed_at = :now, closed_by_kind = :kind, closed_by = :subject,
                               dismiss_reason = :reason, edition = edition + 1
                         WHERE kind = 'FOLLOW_UP' AND signal_id = ANY (:signals) AND closed_at IS NULL
                        RETURNING id
                        """)
                .bindArray("signals", UUID.class, signals)
                .bind("now", now)
                .bind("kind", principal.kind().name())
                .bind("subject", principal.subject())
                .bind("reason", ERASED)
                .mapTo(UUID.class)
                .list();
        HistoryEntry entry = new HistoryEntry(now, principal, ActionChange.DISMISSED, ERASED, Map.of());
        history.append(
                transaction,
                closed.stream().map(id -> new HistoryStore.Line(id, entry)).toList());
        return closed;
    }
}

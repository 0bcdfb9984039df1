package io.heed.action.actions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.ActionChanged;
import io.heed.contracts.ActionSnapshot;

/**
 * Takes actions over from what was published of them, where that is newer than the database. Of the history in between
 * only the last thing is known; who edits next needs to read again, since the edition moves on.
 */
@ApplicationScoped
public class RestoreActions {

    private final HistoryStore history;

    RestoreActions(HistoryStore history) {
        this.history = history;
    }

    /**
     * Takes them over.
     *
     * @return how many were newer
     */
    public int restore(Handle transaction, Collection<ActionChanged> events) {
        List<HistoryStore.Line> lines = new ArrayList<>();
        for (ActionChanged event : events) {
            if (upsert(transaction, event) == 1) {
                Map<String, String> details = Map.of(
                        "restoredFromVersion",
                        Long.toString(event.version()),
                        "status",
                        event.action().status().name().toLowerCase(Locale.ROOT));
                lines.add(new HistoryStore.Line(
                        event.actionId(),
                        new HistoryEntry(
                                event.changedAt(),
                                event.principal(),
                                event.changed().getLast(),
                                event.action().dismissReason(),
                                details)));
            }
        }
        history.append(transaction, lines);
        return lines.size();
    }

    private static int upsert(Handle transaction, ActionChanged event) {
        ActionSnapshot action = event.action();
        boolean closed = action.closedAt() != null;
        return transaction
                .createUpdate("""
                        INSERT INTO actions AS known
                               (id, kind, status, title, theme_id, signal_id, team, owner, owned_at, priority, opened_by,
                                opened_at, accept_by, complete_by, accepted_at, closed_at, closed_by_kind, closed_by,
                                root_cause, resolution, answer, dismiss_reason, version, signals, people, announced_at)
                        VALUES (:id, :kind, :status, :title, :theme::uuid, :signal::uuid, :team, :owner, :ownedAt::timestamptz, :priority, :openedBy,
                                :openedAt, :acceptBy::timestamptz, :completeBy::timestamptz, :acceptedAt::timestamptz, :closedAt::timestamptz, :closedByKind, :closedBy,
                                :rootCause, :resolution, :answer, :dismissReason, :version, :signals, :people, :at)
                        ON CONFLICT (id) DO UPDATE
                           SET status = excluded.status, title = excluded.title, theme_id = excluded.theme_id,
                               team = excluded.team, owner = excluded.owner,
                               owned_at = coalesce(known.owned_at, excluded.owned_at), priority = excluded.priority,
                               accept_by = excluded.accept_by, complete_by = excluded.complete_by,
                               accepted_at = excluded.accepted_at, closed_at = excluded.closed_at,
                               closed_by_kind = excluded.closed_by_kind, closed_by = excluded.closed_by,
                               root_cause = excluded.root_cause, resolution = excluded.resolution,
                               answer = excluded.answer, dismiss_reason = excluded.dismiss_reason,
                               edition = known.edition + 1, version = excluded.version, signals = excluded.signals,
                               people = excluded.people, announced_at = excluded.announced_at
                         WHERE known.version < excluded.version
                        """)
                .bind("id", event.actionId())
                .bind("kind", action.kind().name())
                .bind("status", action.status().name())
                .bind("title", action.title())
                .bind("theme", action.themeId())
                .bind("signal", action.signalId())
                .bind("team", action.team())
                .bind("owner", action.owner())
                .bind("ownedAt", action.owner() == null ? null : event.changedAt())
                .bind("priority", action.priority())
                .bind("openedBy", action.openedBy())
                .bind("openedAt", action.openedAt())
                .bind("acceptBy", action.acceptBy())
                .bind("completeBy", action.completeBy())
                .bind("acceptedAt", action.acceptedAt())
                .bind("closedAt", action.closedAt())
                // the event of a later comment names who commented; nothing better is known
                .bind("closedByKind", closed ? event.principal().kind().name() : null)
                .bind("closedBy", closed ? event.principal().subject() : null)
                .bind("rootCause", action.rootCause())
                .bind("resolution", action.resolution())
                .bind("answer", action.answer())
                .bind("dismissReason", action.dismissReason())
                .bind("version", event.version())
                .bind("signals", action.signals())
                .bind("people", action.people())
                .bind("at", event.changedAt())
                .execute();
    }
}

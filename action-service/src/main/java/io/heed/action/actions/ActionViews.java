package io.heed.action.actions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStatus;

/** Reads actions as callers see them. */
@ApplicationScoped
public class ActionViews {

    /** SQL: whether a due time has passed that still matters; of {@code actions}, at {@code :now}. */
    public static final String OVERDUE =
            "(closed_at IS NULL AND (complete_by < :now OR (accepted_at IS NULL AND accept_by < :now)))";

    /** SQL: what {@link #view} reads, at {@code :now}. */
    public static final String SELECT = """
            SELECT actions.id, actions.kind, actions.status, actions.title, actions.theme_id, actions.signal_id,
                   actions.signals, actions.people, actions.team, actions.owner, actions.priority, actions.opened_by,
                   actions.opened_at, actions.accept_by, actions.complete_by, actions.accepted_at, actions.closed_at,
                   actions.root_cause, actions.resolution, actions.answer, actions.dismiss_reason, actions.edition,
                   themes.label AS theme_label, proposals.proposer, %s AS overdue,
                   (SELECT count(*) FROM tasks WHERE tasks.action_id = actions.id AND done_at IS NULL) AS open_tasks
              FROM actions
              LEFT JOIN themes ON themes.id = actions.theme_id
              LEFT JOIN proposals ON proposals.action_id = actions.id
            """.formatted(OVERDUE);

    private final HistoryStore history;
    private final TaskStore tasks;

    ActionViews(HistoryStore history, TaskStore tasks) {
        this.history = history;
        this.tasks = tasks;
    }

    /** One action, with its tasks and its history. */
    Optional<ActionView> find(Handle transaction, UUID id, Instant now) {
        return transaction
                .createQuery(SELECT + " WHERE actions.id = :id")
                .bind("id", id)
                .bind("now", now)
                .map(row -> view(row, tasks.of(transaction, id), history.of(transaction, id)))
                .findOne();
    }

    /** A row of {@link #SELECT} as callers see it. */
    public static ActionView view(RowView row, @Nullable List<Task> tasks, @Nullable List<HistoryEntry> history) {
        ActionStatus status = ActionStatus.valueOf(row.getColumn("status", String.class));
        UUID theme = row.getColumn("theme_id", UUID.class);
        String label = row.getColumn("theme_label", String.class);
        return new ActionView(
                row.getColumn("id", UUID.class),
                ActionKind.valueOf(row.getColumn("kind", String.class)),
                status,
                row.getColumn("title", String.class),
                theme == null ? null : new ActionView.ThemeName(theme, label == null ? "" : label),
                row.getColumn("signal_id", UUID.class),
                row.getColumn("proposer", String.class),
                row.getColumn("signals", Long.class),
                row.getColumn("people", Long.class),
                row.getColumn("team", String.class),
                row.getColumn("owner", String.class),
                row.getColumn("priority", Double.class),
                row.getColumn("opened_by", String.class),
                row.getColumn("opened_at", Instant.class),
                row.getColumn("accept_by", Instant.class),
                row.getColumn("complete_by", Instant.class),
                Boolean.TRUE.equals(row.getColumn("overdue", Boolean.class)),
                row.getColumn("accepted_at", Instant.class),
                row.getColumn("closed_at", Instant.class),
                row.getColumn("root_cause", String.class),
                row.getColumn("resolution", String.class),
                row.getColumn("answer", String.class),
                row.getColumn("dismiss_reason", String.class),
                LegalMoves.from(status),
                row.getColumn("open_tasks", Long.class),
                tasks,
                history,
                row.getColumn("edition", Long.class));
    }
}

package io.heed.action.actions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

import io.heed.action.teams.Teams;
import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStatus;
import io.heed.rest.Cursor;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;

/** Reads actions as callers see them. */
@ApplicationScoped
class QueueStore {

    private static final String SELECT = """
            SELECT actions.*, themes.label AS theme_label,
                   closed_at IS NULL AND (complete_by < :now OR (accepted_at IS NULL AND accept_by < :now)) AS overdue
              FROM actions LEFT JOIN themes ON themes.id = actions.theme_id
            """;

    private final HistoryStore history;

    QueueStore(HistoryStore history) {
        this.history = history;
    }

    /** One action, with its history. */
    Optional<ActionView> find(Handle transaction, UUID id, Instant now) {
        return transaction
                .createQuery(SELECT + " WHERE actions.id = :id")
                .bind("id", id)
                .bind("now", now)
                .map(row -> view(row, history.of(transaction, id)))
                .findOne();
    }

    /** A page of the queue, as this user asked for it. */
    Page<ActionView> page(Handle transaction, QueueQuery wanted, String user, Teams teams, Instant now) {
        QueueQuery.Sort sort = wanted.sort();
        Query query = transaction.createQuery(SELECT + " WHERE " + String.join(" AND ", conditions(wanted, user, teams))
                + order(sort) + " LIMIT :limit");
        // which of these the text names depends on what is wanted
        query.configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true));
        query.bind("now", now).bind("limit", wanted.limit() + 1).bind("user", user);
        query.bindArray("teams", String.class, teams.allOf(user));
        query.bindArray("staffed", String.class, teams.staffed());
        query.bindArray(
                "statuses",
                String.class,
                wanted.statuses().stream().map(Enum::name).toList());
        query.bind("theme", wanted.theme()).bind("signal", wanted.signal());
        query.bind("kind", wanted.kind() == null ? null : wanted.kind().name());
        bindCursor(query, wanted);
        List<ActionView> found = query.map(row -> view(row, null)).list();
        if (found.size() <= wanted.limit()) {
            return new Page<>(found, null);
        }
        List<ActionView> items = found.subList(0, wanted.limit());
        ActionView last = items.getLast();
        String value = sort == QueueQuery.Sort.PRIORITY
                ? Double.toString(last.priority())
                : last.openedAt().toString();
        return new Page<>(items, Cursor.encode(sort.name(), value, last.id().toString()));
    }

    private static List<String> conditions(QueueQuery wanted, String user, Teams teams) {
        List<String> conditions = new ArrayList<>();
        conditions.add("TRUE");
        switch (wanted.queue()) {
            case MINE -> conditions.add("owner = :user");
            case UNOWNED -> conditions.add("owner IS NULL");
            // the fallback team looks after teams without members
            case TEAM ->
                conditions.add(
                        teams.allOf(user).contains(Teams.FALLBACK)
                                ? "(team = ANY (:teams) OR team <> ALL (:staffed))"
                                : "team = ANY (:teams)");
            case ALL -> {}
        }
        if (!wanted.statuses().isEmpty()) {
            conditions.add("status = ANY (:statuses)");
        }
        if (wanted.kind() != null) {
            conditions.add("kind = :kind");
        }
        if (wanted.theme() != null) {
            conditions.add("theme_id = :theme");
        }
        if (wanted.signal() != null) {
            conditions.add("""
                    actions.id IN (SELECT action_id FROM links WHERE links.signal_id = :signal
                                   UNION
                                   SELECT id FROM actions WHERE kind = 'FOLLOW_UP' AND signal_id = :signal)
                    """);
        }
        if (wanted.overdue()) {
            conditions.add("closed_at IS NULL AND (complete_by < :now OR (accepted_at IS NULL AND accept_by < :now))");
        }
        if (wanted.cursor() != null) {
            conditions.add("(actions." + wanted.sort().column() + ", actions.id) "
                    + (wanted.sort().descending() ? "<" : ">") + " (:after, :afterId)");
        }
        return conditions;
    }

    private static String order(QueueQuery.Sort sort) {
        String direction = sort.descending() ? " DESC" : "";
        return " ORDER BY actions." + sort.column() + direction + ", actions.id" + direction;
    }

    private static void bindCursor(Query query, QueueQuery wanted) {
        if (wanted.cursor() == null) {
            return;
        }
        List<String> parts = Cursor.decode(wanted.cursor(), 3);
        try {
            if (!parts.get(0).equals(wanted.sort().name())) {
                throw new IllegalArgumentException("a cursor of another order");
            }
            if (wanted.sort() == QueueQuery.Sort.PRIORITY) {
                query.bind("after", Double.parseDouble(parts.get(1)));
            } else {
                query.bind("after", storable(Instant.parse(parts.get(1))));
            }
            query.bind("afterId", UUID.fromString(parts.get(2)));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer to the same question");
        }
    }

    /** java.time knows years that the database does not. */
    private static Instant storable(Instant time) {
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9_999) {
            throw new DateTimeException("a year of four digits");
        }
        return time;
    }

    private static ActionView view(RowView row, @Nullable List<HistoryEntry> history) {
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
                history,
                row.getColumn("edition", Long.class));
    }
}

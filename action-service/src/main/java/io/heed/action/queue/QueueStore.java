package io.heed.action.queue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import io.heed.action.actions.ActionView;
import io.heed.action.actions.ActionViews;
import io.heed.rest.Page;

/** Reads parts of the queue. */
@ApplicationScoped
class QueueStore {

    /** An action at its place, and what PostgreSQL calls that which the page saw. */
    private record Placed(ActionView action, Object place, String snapshot) {}

    /** A page of the queue. */
    Page<ActionView> page(
            Handle transaction,
            QueueFilter filter,
            QueueOrder order,
            int limit,
            @Nullable QueueCursor after,
            Viewer viewer) {
        Query query = transaction.createQuery("""
                WITH %s,
                detailed AS (%s)
                SELECT detailed.*, page.place, pg_current_snapshot()::text AS snapshot
                  FROM page JOIN detailed USING (id)
                 ORDER BY page.place%s, page.id%s
                """.formatted(
                        places(QueueSql.condition(filter, viewer), order, after),
                        ActionViews.SELECT + " WHERE actions.id IN (SELECT id FROM page)",
                        order.direction(),
                        order.direction()));
        QueueSql.bind(query, filter, viewer).bind("limit", limit + 1);
        if (after != null) {
            query.bind("after", after.place()).bind("afterId", after.id()).bind("snapshot", after.snapshot());
        }
        Class<?> type = order == QueueOrder.PRIORITY ? Double.class : Instant.class;
        List<Placed> found = query.map(row -> new Placed(
                        ActionViews.view(row, null, null),
                        row.getColumn("place", type),
                        row.getColumn("snapshot", String.class)))
                .list();
        if (found.size() <= limit) {
            return new Page<>(found.stream().map(Placed::action).toList(), null);
        }
        Placed last = found.get(limit - 1);
        QueueCursor next = new QueueCursor(
                order,
                last.place(),
                last.action().id(),
                after == null ? viewer.now() : after.begunAt(),
                after == null ? last.snapshot() : after.snapshot());
        return new Page<>(found.subList(0, limit).stream().map(Placed::action).toList(), next.encoded());
    }

    /** SQL: the ids and places of a page, as a part called {@code page}. */
    private static String places(String condition, QueueOrder order, @Nullable QueueCursor after) {
        if (after == null) {
            return "page AS (" + inOrder(condition, order) + ")";
        }
        String rest =
                " AND (actions.%s, actions.id) %s (:after, :afterId)".formatted(order.column(), order.comparison());
        if (!order.changes()) {
            return "page AS (" + inOrder(condition + rest, order) + ")";
        }
        // where it stood as the first page was read, if that has changed: before the first change that the page did not
        // see
        return """
                moved AS MATERIALIZED (
                    SELECT DISTINCT ON (action_id) action_id, priority
                      FROM former_priorities
                     WHERE changed_in >= pg_snapshot_xmin(:snapshot::pg_snapshot)
                       AND NOT pg_visible_in_snapshot(changed_in, :snapshot::pg_snapshot)
                     ORDER BY action_id, seq
                ), page AS (
                    SELECT id, place FROM (
                        (%s)
                        UNION ALL
                        SELECT actions.id, moved.priority FROM moved JOIN actions ON actions.id = moved.action_id
                         WHERE %s AND (moved.priority, actions.id) %s (:after, :afterId)) AS unmoved_and_moved
                     ORDER BY place%s, id%s LIMIT :limit
                )
                """.formatted(
                        inOrder(condition + rest + " AND actions.id NOT IN (SELECT action_id FROM moved)", order),
                        condition,
                        order.comparison(),
                        order.direction(),
                        order.direction());
    }

    private static String inOrder(String condition, QueueOrder order) {
        return """
                SELECT actions.id, actions.%1$s AS place FROM actions WHERE %2$s
                 ORDER BY actions.%1$s%3$s, actions.id%3$s LIMIT :limit
                """.formatted(order.column(), condition, order.direction());
    }

    /** How many actions each tab has of those that the filter lets through. */
    QueueCounts counts(Handle transaction, QueueFilter filter, Viewer viewer) {
        String tabs = Arrays.stream(QueueFilter.Queue.values())
                .map(queue ->
                        "count(*) FILTER (WHERE %s) AS %s".formatted(QueueSql.whose(queue, viewer), column(queue)))
                .collect(Collectors.joining(", "));
        return QueueSql.bind(
                        transaction.createQuery("""
                                SELECT %s, count(*) FILTER (WHERE %s) AS overdue,
                                       count(*) FILTER (WHERE %s) AS answer_overdue
                                  FROM actions WHERE %s
                                """.formatted(
                                        tabs,
                                        QueueSql.late(QueueFilter.Due.OVERDUE),
                                        QueueSql.late(QueueFilter.Due.ANSWER_OVERDUE),
                                        QueueSql.condition(filter, viewer))),
                        filter,
                        viewer)
                .map(row -> new QueueCounts(
                        row.getColumn(column(QueueFilter.Queue.MINE), Long.class),
                        row.getColumn(column(QueueFilter.Queue.TEAM), Long.class),
                        row.getColumn(column(QueueFilter.Queue.UNOWNED), Long.class),
                        row.getColumn(column(QueueFilter.Queue.MENTIONED), Long.class),
                        row.getColumn(column(QueueFilter.Queue.ALL), Long.class),
                        row.getColumn("overdue", Long.class),
                        row.getColumn("answer_overdue", Long.class)))
                .one();
    }

    private static String column(QueueFilter.Queue queue) {
        return "of_" + queue.name().toLowerCase(Locale.ROOT);
    }

    /** The ids of the actions that the filter lets through, by id, as many as that at most. */
    List<UUID> ids(Handle transaction, QueueFilter filter, Viewer viewer, int most) {
        return QueueSql.bind(
                        transaction.createQuery("SELECT actions.id FROM actions WHERE "
                                + QueueSql.condition(filter, viewer) + " ORDER BY actions.id LIMIT :most"),
                        filter,
                        viewer)
                .bind("most", most)
                .mapTo(UUID.class)
                .list();
    }
}

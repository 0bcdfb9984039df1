package io.heed.action.loop;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import io.heed.rest.Cursor;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;

/** Counts, measures and lists the loop, in PostgreSQL. */
@ApplicationScoped
class LoopStore {

    static final int MOST_GROUPS = 200;

    private static final String ALL = "";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    LoopHealth health(Handle transaction, LoopQuery wanted, Instant now) {
        transaction.execute("SET LOCAL work_mem = '64MB'");
        LoopQuery together = new LoopQuery(null, wanted.from(), wanted.to());
        LoopHealth all = LoopHealth.of(
                null,
                signals(transaction, together, now).getOrDefault(ALL, LoopHealth.OfSignals.NONE),
                actions(transaction, together, now).getOrDefault(ALL, LoopHealth.OfActions.NONE));
        return wanted.by() == null
                ? all
                : grouped(all, signals(transaction, wanted, now), actions(transaction, wanted, now));
    }

    private static LoopHealth grouped(
            LoopHealth all, Map<String, LoopHealth.OfSignals> signals, Map<String, LoopHealth.OfActions> actions) {
        Set<String> keys = new TreeSet<>(signals.keySet());
        keys.addAll(actions.keySet());
        Comparator<String> bySize = Comparator.comparingLong(
                key -> signals.getOrDefault(key, LoopHealth.OfSignals.NONE).received()
                        + actions.getOrDefault(key, LoopHealth.OfActions.NONE).actions());
        List<LoopHealth> largest = keys.stream()
                .sorted(bySize.reversed().thenComparing(Comparator.naturalOrder()))
                .limit(MOST_GROUPS)
                .map(key -> LoopHealth.of(
                        key,
                        signals.getOrDefault(key, LoopHealth.OfSignals.NONE),
                        actions.getOrDefault(key, LoopHealth.OfActions.NONE)))
                .toList();
        return all.with(largest, keys.size() - largest.size());
    }

    private static Map<String, LoopHealth.OfSignals> signals(Handle transaction, LoopQuery wanted, Instant now) {
        Map<String, LoopHealth.OfSignals> groups = new HashMap<>();
        transaction
                .createQuery(LoopRows.signals(wanted.by()) + """
                        SELECT key,
                               count(*) FILTER (WHERE received) AS received,
                               count(*) FILTER (WHERE understood) AS understood,
                               count(*) FILTER (WHERE in_action) AS in_action,
                               count(*) FILTER (WHERE answered) AS answered,
                               count(*) FILTER (WHERE answer_overdue) AS answer_overdue,
                               %s
                          FROM signals
                         GROUP BY key
                        """.formatted(spreadOf("to_answer")))
                .bind("from", wanted.from())
                .bind("to", wanted.to())
                .bind("now", now)
                .map(row -> Map.entry(
                        row.getColumn("key", String.class),
                        new LoopHealth.OfSignals(
                                row.getColumn("received", Long.class),
                                row.getColumn("understood", Long.class),
                                row.getColumn("in_action", Long.class),
                                row.getColumn("answered", Long.class),
                                row.getColumn("answer_overdue", Long.class),
                                spread(row, "to_answer"))))
                .forEach(group -> groups.put(group.getKey(), group.getValue()));
        return groups;
    }

    private static Map<String, LoopHealth.OfActions> actions(Handle transaction, LoopQuery wanted, Instant now) {
        Map<String, LoopHealth.OfActions> groups = new HashMap<>();
        transaction
                .createQuery(LoopRows.actions(wanted.by())
                        + """
                        SELECT key, count(*) AS actions, %s, %s, %s,
                               count(*) FILTER (WHERE overdue) AS overdue,
                               count(*) FILTER (WHERE reopened) AS reopened
                          FROM acts
                         GROUP BY key
                        """.formatted(spreadOf("to_owner"), spreadOf("to_accept"), spreadOf("to_close")))
                .bind("from", wanted.from())
                .bind("to", wanted.to())
                .bind("now", now)
                .map(row -> Map.entry(
                        row.getColumn("key", String.class),
                        new LoopHealth.OfActions(
                                row.getColumn("actions", Long.class),
                                spread(row, "to_owner"),
                                spread(row, "to_accept"),
                                spread(row, "to_close"),
                                row.getColumn("overdue", Long.class),
                                row.getColumn("reopened", Long.class))))
                .forEach(group -> groups.put(group.getKey(), group.getValue()));
        return groups;
    }

    /**
     * A page of those that a figure counts, by id; as many on all pages as the figure says.
     *
     * @param key which group; null for the one without a key, and for everything where there are no groups
     */
    Page<LoopItem> list(
            Handle transaction,
            Figure figure,
            LoopQuery wanted,
            @Nullable String key,
            int limit,
            @Nullable String cursor,
            Instant now) {
        boolean ofSignals = figure.ofSignals();
        Query query = transaction
                .createQuery((ofSignals ? LoopRows.signals(wanted.by()) : LoopRows.actions(wanted.by()))
                        + """
                        SELECT id FROM %s WHERE %s AND key = :key AND id > :after ORDER BY id LIMIT :limit
                        """.formatted(ofSignals ? "signals" : "acts", figure.condition()))
                .bind("from", wanted.from())
                .bind("to", wanted.to())
                .bind("key", key == null ? ALL : key)
                .bind("after", cursor == null ? BEFORE_ALL : after(cursor))
                .bind("now", now)
                .bind("limit", limit + 1);
        List<UUID> found = query.mapTo(UUID.class).list();
        List<UUID> ids = found.size() <= limit ? found : found.subList(0, limit);
        List<LoopItem> items = ids.stream()
                .map(id -> ofSignals ? new LoopItem(id, null) : new LoopItem(null, id))
                .toList();
        return new Page<>(
                items,
                ids.size() == found.size() ? null : Cursor.encode(ids.getLast().toString()));
    }

    private static UUID after(String cursor) {
        try {
            return UUID.fromString(Cursor.decode(cursor, 1).getFirst());
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer to the same question");
        }
    }

    private static String spreadOf(String duration) {
        return """
                count(%1$s) AS %1$s_n,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM %1$s)::float8) AS %1$s_median,
                percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM %1$s)::float8) AS %1$s_p90
                """.formatted(duration);
    }

    private static LoopHealth.Spread spread(RowView row, String duration) {
        return new LoopHealth.Spread(
                row.getColumn(duration + "_n", Long.class),
                row.getColumn(duration + "_median", Double.class),
                row.getColumn(duration + "_p90", Double.class));
    }
}

package io.heed.action.answers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.AnswerReason;
import io.heed.rest.Page;
import io.heed.rest.TimedCursor;

/** Reads which answers are owed, overdue and given. */
@ApplicationScoped
class AnswersStore {

    private static final String OF_REASON = "(:because::text IS NULL OR because = :because)";

    /** A page of them, what is due first before the others. */
    Page<OwedAnswer> page(
            Handle transaction,
            AnswerState state,
            @Nullable AnswerReason because,
            int limit,
            TimedCursor after,
            Instant now) {
        List<OwedAnswer> found = transaction
                .createQuery("""
                        SELECT signal_id, because, due_at, breached_at, settled_at,
                               ARRAY(SELECT action_id FROM links WHERE links.signal_id = owed.signal_id
                                      ORDER BY linked_at, action_id) AS actions
                          FROM owed
                         WHERE %s AND %s
                           AND (due_at, signal_id) > (:after, :afterId)
                         ORDER BY due_at, signal_id LIMIT :limit
                        """.formatted(state.condition(), OF_REASON))
                // what was given is given at any time
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("now", now)
                .bind("because", because == null ? null : because.name())
                .bind("after", after.at())
                .bind("afterId", after.id())
                .bind("limit", limit + 1)
                .map(row -> new OwedAnswer(
                        row.getColumn("signal_id", UUID.class),
                        AnswerReason.valueOf(row.getColumn("because", String.class)),
                        row.getColumn("due_at", Instant.class),
                        row.getColumn("breached_at", Instant.class),
                        row.getColumn("settled_at", Instant.class),
                        List.of(row.getColumn("actions", UUID[].class))))
                .list();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<OwedAnswer> items = found.subList(0, limit);
        OwedAnswer last = items.getLast();
        return new Page<>(items, new TimedCursor(last.dueAt(), last.signalId()).written());
    }

    /** How many there are of each state. */
    AnswerCounts counts(Handle transaction, @Nullable AnswerReason because, Instant now) {
        return transaction
                .createQuery("""
                        SELECT count(*) FILTER (WHERE %s) AS owed, count(*) FILTER (WHERE %s) AS overdue,
                               count(*) FILTER (WHERE %s) AS given
                          FROM owed WHERE %s
                        """.formatted(
                                AnswerState.OWED.condition(),
                                AnswerState.OVERDUE.condition(),
                                AnswerState.GIVEN.condition(),
                                OF_REASON))
                .bind("now", now)
                .bind("because", because == null ? null : because.name())
                .map(row -> new AnswerCounts(
                        row.getColumn("owed", Long.class),
                        row.getColumn("overdue", Long.class),
                        row.getColumn("given", Long.class)))
                .one();
    }
}

package io.heed.action.actions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStatus;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;

/**
 * What a caller wants to see of the queue.
 *
 * @param statuses any of these; all when empty
 * @param overdue only what is overdue
 * @param theme only improvements of this theme
 * @param signal only actions that this signal stands behind
 */
record QueueQuery(
        Queue queue,
        List<ActionStatus> statuses,
        @Nullable ActionKind kind,
        boolean overdue,
        @Nullable UUID theme,
        @Nullable UUID signal,
        Sort sort,
        int limit,
        @Nullable String cursor) {

    QueueQuery {
        statuses = List.copyOf(statuses);
    }

    /** Whose work. */
    enum Queue {
        /** Owned by the caller. */
        MINE,
        /** Of the caller's teams. */
        TEAM,
        /** Without an owner. */
        UNOWNED,
        ALL
    }

    /** In which order; the ids decide between equals. */
    enum Sort {
        NEWEST("opened_at", true),
        OLDEST("opened_at", false),
        PRIORITY("priority", true);

        private final String column;
        private final boolean descending;

        Sort(String column, boolean descending) {
            this.column = column;
            this.descending = descending;
        }

        String column() {
            return column;
        }

        boolean descending() {
            return descending;
        }
    }

    /** Reads the parameters of a request; what can't be understood is a 400 that lists what can. */
    static QueueQuery of(
            @Nullable String queue,
            @Nullable String status,
            @Nullable String kind,
            @Nullable String due,
            @Nullable String theme,
            @Nullable String signal,
            @Nullable String sort,
            @Nullable String limit,
            @Nullable String cursor) {
        return new QueueQuery(
                queue == null ? Queue.ALL : one("queue", Queue.class, queue),
                status == null
                        ? List.of()
                        : Arrays.stream(status.split(","))
                                .map(each -> one("status", ActionStatus.class, each.strip()))
                                .toList(),
                kind == null ? null : one("kind", ActionKind.class, kind),
                due != null && overdue(due),
                theme == null ? null : id("theme", theme),
                signal == null ? null : id("signal", signal),
                sort == null ? Sort.NEWEST : one("sort", Sort.class, sort),
                Page.limit(limit),
                cursor);
    }

    private static boolean overdue(String due) {
        if (!due.equals("overdue")) {
            throw ProblemException.invalid("due", "must be one of overdue");
        }
        return true;
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid(field, "must be a UUID");
        }
    }

    private static <E extends Enum<E>> E one(String field, Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> name(each).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        field,
                        "must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(QueueQuery::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

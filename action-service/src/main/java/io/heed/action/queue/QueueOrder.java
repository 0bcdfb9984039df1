package io.heed.action.queue;

/** In which order; the ids decide between equals. */
enum QueueOrder {
    NEWEST("opened_at", true),
    OLDEST("opened_at", false),
    /** Each at the place that it had as the first page was read, whatever changes meanwhile. */
    PRIORITY("priority", true);

    private final String column;
    private final boolean descending;

    QueueOrder(String column, boolean descending) {
        this.column = column;
        this.descending = descending;
    }

    String column() {
        return column;
    }

    /** SQL: the direction of every column. */
    String direction() {
        return descending ? " DESC" : " ASC";
    }

    /** SQL: what lies between something and all that comes after it. */
    String comparison() {
        return descending ? "<" : ">";
    }

    /** Whether what it goes by changes while an action is open. */
    boolean changes() {
        return this == PRIORITY;
    }
}

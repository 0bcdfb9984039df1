package io.heed.action.loop;

/** A figure of the loop, and which rows it counts: what the list behind the figure has to hold. */
enum Figure {
    RECEIVED(true, "received"),
    UNDERSTOOD(true, "understood"),
    IN_ACTION(true, "in_action"),
    ANSWERED(true, "answered"),
    ANSWER_OVERDUE(true, "answer_overdue"),
    TIME_TO_ANSWER(true, "to_answer IS NOT NULL"),
    TIME_TO_OWNER(false, "to_owner IS NOT NULL"),
    TIME_TO_ACCEPT(false, "to_accept IS NOT NULL"),
    TIME_TO_CLOSE(false, "to_close IS NOT NULL"),
    OVERDUE(false, "overdue"),
    REOPENED(false, "reopened");

    private final boolean ofSignals;
    private final String condition;

    Figure(boolean ofSignals, String condition) {
        this.ofSignals = ofSignals;
        this.condition = condition;
    }

    /** Whether it counts signals; else it counts actions. */
    boolean ofSignals() {
        return ofSignals;
    }

    /** In SQL, on the rows of {@link LoopRows}. */
    String condition() {
        return condition;
    }
}

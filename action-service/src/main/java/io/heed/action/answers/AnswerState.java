package io.heed.action.answers;

/** Where an answer stands that is owed to a writer; each is in one of these. */
public enum AnswerState {
    /** There is still time. */
    OWED("settled_at IS NULL AND due_at > :now"),
    /** It should be there by now. */
    OVERDUE("settled_at IS NULL AND due_at <= :now"),
    /** The writer has it, in time or late. */
    GIVEN("settled_at IS NOT NULL");

    private final String condition;

    AnswerState(String condition) {
        this.condition = condition;
    }

    /** It, in SQL; {@code :now} is the time. */
    public String condition() {
        return condition;
    }
}

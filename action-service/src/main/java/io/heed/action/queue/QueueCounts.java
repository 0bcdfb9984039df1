package io.heed.action.queue;

/**
 * How many actions each tab of the queue has under the same filter: as many as its list.
 *
 * @param overdue of all of them: under {@code due=overdue}
 * @param answerOverdue of all of them: under {@code due=answer_overdue}
 */
record QueueCounts(long mine, long team, long unowned, long mentioned, long all, long overdue, long answerOverdue) {}

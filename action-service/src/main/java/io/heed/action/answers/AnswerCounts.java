package io.heed.action.answers;

/** How many answers stand where; each figure is the length of the list of that state. */
record AnswerCounts(long owed, long overdue, long given) {}

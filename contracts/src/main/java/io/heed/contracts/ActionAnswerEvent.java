package io.heed.contracts;

/** What travels on {@code action.answers}, by signal id. A record without a value erases the signal. */
public sealed interface ActionAnswerEvent extends HeedEvent permits SignalLinked, SignalAnswered, AnswerDelayed {}

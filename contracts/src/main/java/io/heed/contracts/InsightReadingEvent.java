package io.heed.contracts;

/** What travels on {@code insight.readings}, by signal id. A record without a value erases the signal. */
public sealed interface InsightReadingEvent extends HeedEvent permits SignalUnderstood {}

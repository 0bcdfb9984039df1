package io.heed.contracts;

/** What travels on {@code feedback.signals}, by signal id. A record without a value erases the signal. */
public sealed interface FeedbackSignalEvent extends HeedEvent permits SignalReceived {}

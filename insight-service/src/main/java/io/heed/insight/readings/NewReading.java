package io.heed.insight.readings;

import java.time.LocalDate;

import io.heed.contracts.SignalUnderstood;

/**
 * A reading that was just made.
 *
 * @param occurredOn the day of occurrence in the organisation's time zone
 */
record NewReading(ReadSignal signal, SignalUnderstood event, LocalDate occurredOn) {}

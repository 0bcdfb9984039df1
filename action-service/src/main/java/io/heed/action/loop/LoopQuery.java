package io.heed.action.loop;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

import io.heed.rest.Choice;
import io.heed.rest.ProblemException;

/**
 * What part of the loop a caller looks at.
 *
 * @param by null for everything together
 * @param from signals received and actions opened at this time or later
 * @param to signals received and actions opened before this time
 */
record LoopQuery(@Nullable By by, Instant from, Instant to) {

    private static final Instant BEFORE_ALL = Instant.EPOCH;
    private static final Instant AFTER_ALL = Instant.parse("9999-12-31T23:59:59Z");
    private static final int LENGTH_OF_A_DATE = 10;

    /**
     * Into which groups.
     *
     * <p>What belongs to several groups counts in each; what belongs to none is in the group without a key.
     */
    enum By {
        /** Actions by their team; signals by the teams of the actions behind which they stand. */
        TEAM,
        /** Signals by their site; actions by the sites of the signals behind them. */
        SITE,
        /** Signals by theirs, customer or frontline; actions by theirs, follow_up or improvement. */
        KIND,
        /** Signals by the ISO week, in UTC, in which they were received, actions by that in which they were opened. */
        WEEK
    }

    /** Reads the parameters of a request; what can't be understood is a 400. */
    static LoopQuery of(@Nullable String by, @Nullable String from, @Nullable String to) {
        Instant since = from == null ? BEFORE_ALL : time("from", from);
        Instant until = to == null ? AFTER_ALL : time("to", to);
        if (!since.isBefore(until)) {
            throw ProblemException.invalid("to", "must be after from");
        }
        return new LoopQuery(by == null ? null : Choice.required("by", By.class, by), since, until);
    }

    /** A time, or the beginning of a day in UTC. */
    private static Instant time(String field, String text) {
        try {
            Instant time = text.length() == LENGTH_OF_A_DATE
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    // a plus sign that was not encoded came as a space
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (time.isBefore(BEFORE_ALL) || time.isAfter(AFTER_ALL)) {
                throw new DateTimeException("before or after everything that is kept");
            }
            return time;
        } catch (DateTimeException unreadable) {
            throw ProblemException.invalid(field, "must be a date or a time, such as 2026-07-01T00:00:00Z");
        }
    }
}

package io.heed.feedback.signals;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.SignalKind;
import io.heed.feedback.timeline.SignalStatus;
import io.heed.feedback.timeline.StoryFilter;
import io.heed.rest.Choice;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;
import io.heed.rest.TimedCursor;

/** The question in a request for signals, as it came: everything is text until it is judged, so that a 400 can say why. */
public class SignalQuery {

    private static final int MOST_OF_WORDS = 200;

    @RestQuery
    @Parameter(description = "accepted, understood, in_action or answered")
    @Nullable
    String status;

    @RestQuery
    @Parameter(
            description = "words in text or suggestion; quotes for a phrase, or, a minus before what must not be there")
    @Nullable
    String q;

    @RestQuery
    @Nullable
    String source;

    @RestQuery
    @Nullable
    String channel;

    @RestQuery
    @Parameter(description = "customer or frontline")
    @Nullable
    String kind;

    @RestQuery
    @Nullable
    String site;

    @RestQuery
    @Parameter(description = "RFC 3339: occurred at that time or later")
    @Nullable
    String from;

    @RestQuery
    @Parameter(description = "RFC 3339: occurred before that time")
    @Nullable
    String to;

    @RestQuery
    @Parameter(description = "id of a theme that one of its statements belongs to")
    @Nullable
    String theme;

    @RestQuery
    @Parameter(description = "1 to 500, default 50")
    @Nullable
    String limit;

    @RestQuery
    @Parameter(description = "next of the page before; the filters must be the same")
    @Nullable
    String cursor;

    StoryFilter filter(@Nullable String submitter) {
        SignalKind asked = Choice.of("kind", SignalKind.class, kind);
        return new StoryFilter(
                Choice.of("status", SignalStatus.class, status),
                words(),
                given(source),
                given(channel),
                asked == null ? null : asked.name().toLowerCase(Locale.ROOT),
                given(site),
                time("from", from),
                time("to", to),
                id("theme", theme),
                submitter);
    }

    int limit() {
        return Page.limit(limit);
    }

    StoryFilter.@Nullable After after() {
        if (given(cursor) == null) {
            return null;
        }
        TimedCursor last = TimedCursor.read(cursor);
        return new StoryFilter.After(last.at(), last.id());
    }

    static String cursor(StoryFilter.After after) {
        return new TimedCursor(after.receivedAt(), after.id()).written();
    }

    private @Nullable String words() {
        String words = given(q);
        if (words != null && words.length() > MOST_OF_WORDS) {
            throw ProblemException.invalid("q", "must have at most " + MOST_OF_WORDS + " characters");
        }
        // the search's parser takes each minus for a level of its own, and its stack is small
        return words == null ? null : words.replaceAll("-(?=[\\s-]|$)", " ");
    }

    /** The database takes no U+0000, and nothing that it holds has one. */
    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.replace('\0', '\uFFFD');
    }

    private static @Nullable Instant time(String field, @Nullable String value) {
        String given = given(value);
        try {
            // a plus that was not escaped arrives as a blank
            return given == null ? null : storable(OffsetDateTime.parse(given.replace(' ', '+')));
        } catch (DateTimeException notATime) {
            throw ProblemException.invalid(field, "must be an RFC 3339 time such as 2026-03-31T09:30:00Z");
        }
    }

    /** java.time knows years that the database does not. */
    private static Instant storable(OffsetDateTime time) {
        if (time.getYear() < 1 || time.getYear() > 9_999) {
            throw new DateTimeException("a year of four digits");
        }
        return time.toInstant();
    }

    private static @Nullable UUID id(String field, @Nullable String value) {
        String given = given(value);
        try {
            return given == null ? null : UUID.fromString(given);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.invalid(field, "must be an id");
        }
    }
}

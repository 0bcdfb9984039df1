package io.heed.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Where a page of a list ended that goes by time, and by id between equals. */
public record TimedCursor(Instant at, UUID id) {

    /** Nothing that Heed lists is older. */
    private static final TimedCursor BEGINNING = new TimedCursor(Instant.EPOCH, new UUID(0, 0));

    /**
     * Reads what an earlier answer gave; the beginning where there was none.
     *
     * @throws ProblemException 400 when it is not of such a list
     */
    public static TimedCursor read(@Nullable String cursor) {
        if (cursor == null) {
            return BEGINNING;
        }
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return new TimedCursor(time(parts.get(0)), UUID.fromString(parts.get(1)));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer to the same question");
        }
    }

    /**
     * A time that the database takes; java.time knows years that it does not.
     *
     * @throws DateTimeException for every other text
     */
    public static Instant time(String text) {
        Instant at = Instant.parse(text);
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9_999) {
            throw new DateTimeException("a year of four digits");
        }
        return at;
    }

    /** As callers see it. */
    public String written() {
        return Cursor.encode(at.toString(), id.toString());
    }
}

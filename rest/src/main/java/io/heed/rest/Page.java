package io.heed.rest;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of the part that follows; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** How many items a page has unless the caller says. */
    public static final int DEFAULT_LIMIT = 50;
    /** How many items a page may have. */
    public static final int MOST = 500;

    public Page {
        items = List.copyOf(items);
    }

    /** The limit that the caller asked for, or a refusal where it is out of 1…{@link #MOST}. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MOST) {
            throw ProblemException.invalid("limit", "must be from 1 to " + MOST);
        }
        return asked;
    }
}

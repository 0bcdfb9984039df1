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

    /**
     * The limit that the caller asked for, as it stands in the address.
     *
     * @throws ProblemException 400 when it is no whole number from 1 to {@link #MOST}
     */
    public static int limit(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(asked);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, like a number that is out of range
        }
        throw ProblemException.invalid("limit", "must be from 1 to " + MOST);
    }
}

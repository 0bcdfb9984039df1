package io.heed.action.ownership;

import org.jspecify.annotations.Nullable;

/**
 * Whom the rules give something to.
 *
 * @param team without the {@code @}
 * @param owner null where the team is to decide
 * @param line the line that won, counted from 1; null when none matched
 */
public record Assignment(
        String team, @Nullable String owner, @Nullable Integer line) {

    /** For the history: which line decided. */
    public String because() {
        return line == null ? "no ownership rule matched" : "ownership rule in line " + line;
    }
}

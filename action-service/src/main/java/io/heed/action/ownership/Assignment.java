package io.heed.action.ownership;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.heed.action.teams.Absences;

/**
 * Whom the rules give something to.
 *
 * @param team without the {@code @}
 * @param owner null where the team is to decide
 * @param line the line that won, counted from 1; null when none matched
 * @param instead why it is not the owner whom that line names; null where it is
 */
public record Assignment(
        String team,
        @Nullable String owner,
        @Nullable Integer line,
        @Nullable String instead) {

    /** As a line says. */
    Assignment(String team, @Nullable String owner, @Nullable Integer line) {
        this(team, owner, line, null);
    }

    /** This, while people are absent: their deputies own what would be theirs, or nobody of the team does. */
    public Assignment duringAbsences(Absences absences, Instant now) {
        return owner == null
                ? this
                : absences.insteadOf(owner, now)
                        .map(standIn -> new Assignment(team, standIn.user(), line, standIn.because()))
                        .orElse(this);
    }

    /** For the history: which line decided, and who stands in. */
    public String because() {
        String rule = line == null ? "no ownership rule matched" : "ownership rule in line " + line;
        return instead == null ? rule : rule + "; " + instead;
    }
}

package io.heed.action.actions;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionChange;
import io.heed.contracts.Principal;

/**
 * One thing that happened to an action, kept for ever.
 *
 * @param why the reason that was given, or the rule that decided
 * @param details what it was before and is now, as far as it can't be seen from {@code what}
 */
public record HistoryEntry(
        Instant at,
        Principal principal,
        ActionChange what,
        @Nullable String why,
        Map<String, String> details) {

    public HistoryEntry {
        details = Map.copyOf(details);
    }
}

package io.heed.insight.readings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.insight.themes.ThemeTally;

/**
 * What moves change in the counts of themes. A signal counts once in each theme that any of its statements is in, so all
 * statements of the signals are looked at, those that stay too.
 */
final class MovedCounts {

    /** A statement of a signal of which some statement moves. */
    record Said(
            UUID statementId,
            UUID signalId,
            UUID themeId,
            @Nullable String customer,
            Instant occurredAt,
            LocalDate occurredOn,
            int sentiment,
            int severity) {}

    private record Presence(UUID signalId, UUID themeId) {}

    private MovedCounts() {}

    /** What each theme gains and loses, in the order in which they are touched. */
    static Map<UUID, ThemeTally> of(List<Said> said, Map<UUID, Move> moves) {
        Map<UUID, ThemeTally> tallies = new LinkedHashMap<>();
        Map<UUID, Said> signals = new HashMap<>();
        Set<Presence> before = new HashSet<>();
        Set<Presence> after = new HashSet<>();
        for (Said one : said) {
            signals.put(one.signalId(), one);
            Move move = moves.get(one.statementId());
            before.add(new Presence(one.signalId(), one.themeId()));
            after.add(new Presence(one.signalId(), move == null ? one.themeId() : move.to()));
            if (move != null) {
                tally(tallies, move.from()).left(one.occurredAt(), one.occurredOn(), one.sentiment(), one.severity());
                tally(tallies, move.to()).joined(one.occurredAt(), one.occurredOn(), one.sentiment(), one.severity());
            }
        }
        count(before, after, -1, signals, tallies);
        count(after, before, 1, signals, tallies);
        return tallies;
    }

    private static void count(
            Set<Presence> these,
            Set<Presence> others,
            int sign,
            Map<UUID, Said> signals,
            Map<UUID, ThemeTally> tallies) {
        for (Presence presence : these) {
            Said signal = signals.get(presence.signalId());
            if (signal != null && !others.contains(presence)) {
                tally(tallies, presence.themeId()).signal(sign, signal.customer(), signal.occurredOn());
            }
        }
    }

    private static ThemeTally tally(Map<UUID, ThemeTally> tallies, UUID theme) {
        return tallies.computeIfAbsent(theme, ThemeTally::new);
    }
}

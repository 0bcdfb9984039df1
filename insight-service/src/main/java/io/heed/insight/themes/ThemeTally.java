package io.heed.insight.themes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What one transaction adds to a theme. */
public final class ThemeTally {

    /** What a day gained. */
    static final class Day {
        int signals;
        int statements;
    }

    final UUID themeId;
    final Map<LocalDate, Day> days = new TreeMap<>();
    /** New signals by customer reference. */
    final Map<String, Integer> customers = new HashMap<>();

    long signals;
    long statements;
    long anonymous;
    long sentiment;
    long severity;

    @Nullable
    Instant firstSeen;

    @Nullable
    Instant lastSeen;

    private boolean recount;
    private @Nullable UUID lastSignal;

    public ThemeTally(UUID themeId) {
        this.themeId = themeId;
    }

    public UUID themeId() {
        return themeId;
    }

    /**
     * Counts a statement. The statements of one signal come one after the other, so that the signal and its writer
     * count once.
     *
     * @param sentiment in hundredths
     * @param severity in hundredths
     */
    public void count(
            UUID signalId,
            @Nullable String customer,
            Instant occurredAt,
            LocalDate occurredOn,
            int sentiment,
            int severity) {
        Day day = days.computeIfAbsent(occurredOn, unseen -> new Day());
        if (!signalId.equals(lastSignal)) {
            lastSignal = signalId;
            signals++;
            day.signals++;
            if (customer == null) {
                anonymous++;
            } else {
                customers.merge(customer, 1, Integer::sum);
            }
        }
        statements++;
        day.statements++;
        this.sentiment += sentiment;
        this.severity += severity;
        firstSeen = firstSeen == null || occurredAt.isBefore(firstSeen) ? occurredAt : firstSeen;
        lastSeen = lastSeen == null || occurredAt.isAfter(lastSeen) ? occurredAt : lastSeen;
    }

    /** Something left the theme: its counts are to be taken from its statements anew. */
    public void recount() {
        recount = true;
    }

    public boolean isRecount() {
        return recount;
    }

    boolean counts() {
        return statements > 0 || recount;
    }
}

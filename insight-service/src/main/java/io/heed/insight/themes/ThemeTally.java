package io.heed.insight.themes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What one transaction adds to a theme, or takes from it. */
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

    /** When the earliest of what left it occurred. */
    @Nullable
    Instant firstLeft;

    /** When the latest of what left it occurred. */
    @Nullable
    Instant lastLeft;

    private boolean recount;
    private boolean changed;
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
        if (!signalId.equals(lastSignal)) {
            lastSignal = signalId;
            signal(1, customer, occurredOn);
        }
        joined(occurredAt, occurredOn, sentiment, severity);
    }

    /** Counts a statement in, and not its signal. */
    public void joined(Instant occurredAt, LocalDate occurredOn, int sentiment, int severity) {
        statement(1, occurredOn, sentiment, severity);
        firstSeen = earlier(firstSeen, occurredAt);
        lastSeen = later(lastSeen, occurredAt);
    }

    /** Counts a statement out, and not its signal. */
    public void left(Instant occurredAt, LocalDate occurredOn, int sentiment, int severity) {
        statement(-1, occurredOn, -sentiment, -severity);
        firstLeft = earlier(firstLeft, occurredAt);
        lastLeft = later(lastLeft, occurredAt);
    }

    private void statement(int sign, LocalDate occurredOn, int sentimentGained, int severityGained) {
        statements += sign;
        day(occurredOn).statements += sign;
        sentiment += sentimentGained;
        severity += severityGained;
        changed = true;
    }

    /**
     * Counts a signal and its writer.
     *
     * @param sign 1: its first statement came in; −1: its last one went out
     */
    public void signal(int sign, @Nullable String customer, LocalDate occurredOn) {
        signals += sign;
        day(occurredOn).signals += sign;
        if (customer == null) {
            anonymous += sign;
        } else {
            customers.merge(customer, sign, Integer::sum);
        }
        changed = true;
    }

    private Day day(LocalDate occurredOn) {
        return days.computeIfAbsent(occurredOn, unseen -> new Day());
    }

    private static Instant earlier(@Nullable Instant known, Instant other) {
        return known == null || other.isBefore(known) ? other : known;
    }

    private static Instant later(@Nullable Instant known, Instant other) {
        return known == null || other.isAfter(known) ? other : known;
    }

    /** Something was taken away that can't be counted out: its counts are to be taken from its statements anew. */
    public void recount() {
        recount = true;
    }

    public boolean isRecount() {
        return recount;
    }

    boolean counts() {
        return changed || recount;
    }

    boolean isLeft() {
        return firstLeft != null;
    }
}

package io.heed.insight.themes;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.LineageChange;
import io.heed.contracts.LineageStep;
import io.heed.contracts.Principal;
import io.heed.contracts.ThemeChange;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemeCuration;
import io.heed.contracts.ThemeState;
import io.heed.messaging.Outbox;

/**
 * Writes down what was decided about themes, by people or by consolidation, and tells of it. Each method takes the lock
 * of the theme space; what a theme remembers of its life is told by the theme that it happened to.
 */
public final class ThemeDecisions {

    /** So many steps of a theme's life are remembered, the latest. */
    private static final int MOST_STEPS = 100;

    private static final String WRITE = """
            UPDATE themes
            SET version = :version, label = :label, state = :state, merged_into = :into::uuid, curation = :curation::jsonb,
                published_at = :at
            WHERE id = :id
            """;

    /**
     * A theme that may have nothing left in it.
     *
     * @param into where most of it went
     * @param statements how many went, in all
     */
    public record Closing(UUID theme, UUID into, long statements) {}

    private static final String NOT_UNDER_WAY =
            " AND NOT EXISTS (SELECT FROM theme_edits WHERE themes.id IN (from_theme, to_theme))";

    private final Outbox outbox;
    private final InstantSource clock;
    private final ZoneId zone;

    public ThemeDecisions(Outbox outbox, InstantSource clock, ZoneId zone) {
        this.outbox = outbox;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Makes themes part of others as far as nothing is left in them; their ids keep answering.
     *
     * @return those that were
     */
    public Set<UUID> closeEmpty(Handle transaction, List<Closing> closings, Why why) {
        SharedThemeSpace.lock(transaction);
        Instant now = now();
        Map<UUID, Closing> byTheme = new HashMap<>();
        closings.forEach(closing -> byTheme.put(closing.theme(), closing));
        List<ThemeChanged> events = new ArrayList<>();
        Set<UUID> closed = new HashSet<>();
        for (StandingTheme empty : standing(
                transaction,
                "WHERE id = ANY(:ids) AND merged_into IS NULL"
                        + " AND NOT EXISTS (SELECT FROM statements WHERE theme_id = themes.id)"
                        + (why.isBySystem() ? NOT_UNDER_WAY : "")
                        + " ORDER BY id",
                byTheme.keySet())) {
            Theme theme = empty.theme();
            Closing closing = Objects.requireNonNull(byTheme.get(theme.id()));
            if (isPartOf(transaction, closing.into(), theme.id())) {
                continue;
            }
            Theme merged = theme.decided(
                    theme.label(),
                    ThemeState.MERGED,
                    closing.into(),
                    after(theme, why.step(LineageChange.MERGED, closing.into(), closing.statements())),
                    now);
            events.add(write(transaction, merged, ThemeChange.MERGED));
            closed.add(theme.id());
        }
        transaction
                .createUpdate("""
                        UPDATE themes
                        SET sum = '', counts_changed = false, label_changed = false, review_due = false, seen_due = false
                        WHERE id = ANY(:ids)
                        """)
                .bindByType("ids", closed.toArray(UUID[]::new), UUID[].class)
                .execute();
        outbox.append(transaction, events);
        return closed;
    }

    /** Whether a theme has itself become part of the other one: that way themes would go round in a circle. */
    private static boolean isPartOf(Handle handle, UUID theme, UUID other) {
        return CuratedTheme.resolve(handle, theme)
                .filter(resolved -> resolved.id().equals(other))
                .isPresent();
    }

    /** Makes a merged theme one of its own again; its statements are to follow. */
    public void reopen(Handle transaction, UUID id, UUID from, Why why) {
        decide(transaction, id, ThemeChange.STATE, standing -> {
            Theme theme = standing.theme();
            return theme.decided(
                    theme.label(),
                    Trend.of(standing.figures(), now(), zone).state(),
                    null,
                    held(after(theme, why.step(LineageChange.UNMERGED, from, null)), why),
                    now());
        });
    }

    /** Remembers that a theme was made of a part of another. */
    public void splitOff(Handle transaction, UUID part, UUID from, long statements, Why why) {
        curate(transaction, part, theme -> after(theme, why.step(LineageChange.SPLIT_FROM, from, statements)), why);
    }

    /**
     * Gives a theme a name.
     *
     * @param label null: gives it back to the words that people use
     */
    public void rename(Handle transaction, UUID id, @Nullable String label, Why why) {
        decide(transaction, id, ThemeChange.LABELLED, standing -> {
            Theme theme = standing.theme();
            ThemeCuration known = held(after(theme, why.step(LineageChange.RENAMED, null, null)), why);
            @Nullable Principal by = label == null ? null : why.principal();
            return theme.decided(
                    label == null ? "" : label,
                    theme.state(),
                    theme.mergedInto(),
                    new ThemeCuration(by, known.heldAt(), known.keptApart(), known.lineage()),
                    now());
        });
        transaction
                .createUpdate("UPDATE themes SET label_changed = false, labelled_at = -1 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Has what is in a theme now stay in it, whatever consolidation finds. */
    public void hold(Handle transaction, UUID id, Why why) {
        curate(transaction, id, Theme::decisions, why);
    }

    /** Says of two themes that they are never to be merged. */
    public void keepApart(Handle transaction, UUID one, UUID other, Why why) {
        setApart(transaction, one, other, LineageChange.KEPT_APART, why);
        setApart(transaction, other, one, LineageChange.KEPT_APART, why);
    }

    /** Takes that back. */
    public void allowTogether(Handle transaction, UUID one, UUID other, Why why) {
        setApart(transaction, one, other, LineageChange.ALLOWED_TOGETHER, why);
        setApart(transaction, other, one, LineageChange.ALLOWED_TOGETHER, why);
    }

    /** Has themes labelled anew: what they are called followed from what was in them. */
    public void relabel(Handle transaction, Collection<UUID> themes) {
        SharedThemeSpace.lock(transaction);
        transaction
                .createUpdate("UPDATE themes SET labelled_at = -1 WHERE id = ANY(:ids) AND merged_into IS NULL")
                .bindByType("ids", themes.stream().sorted().toArray(UUID[]::new), UUID[].class)
                .execute();
    }

    private void setApart(Handle transaction, UUID id, UUID other, LineageChange change, Why why) {
        curate(
                transaction,
                id,
                theme -> {
                    ThemeCuration known = after(theme, why.step(change, other, null));
                    Stream<UUID> others = known.keptApart().stream().filter(apart -> !apart.equals(other));
                    List<UUID> apart = change == LineageChange.KEPT_APART
                            ? Stream.concat(others, Stream.of(other)).toList()
                            : others.toList();
                    return new ThemeCuration(known.labelledBy(), known.heldAt(), apart, known.lineage());
                },
                why);
    }

    private interface Curating {
        ThemeCuration of(Theme theme);
    }

    private void curate(Handle transaction, UUID id, Curating curating, Why why) {
        decide(transaction, id, ThemeChange.STATE, standing -> {
            Theme theme = standing.theme();
            ThemeCuration decided = curating.of(theme);
            return theme.decided(
                    theme.label(),
                    theme.state(),
                    theme.mergedInto(),
                    why.isBySystem() ? decided : held(decided, why),
                    now());
        });
    }

    private interface Deciding {
        Theme of(StandingTheme standing);
    }

    private void decide(Handle transaction, UUID id, ThemeChange what, Deciding deciding) {
        SharedThemeSpace.lock(transaction);
        List<ThemeChanged> events = standing(transaction, "WHERE id = ANY(:ids)", List.of(id)).stream()
                .map(standing -> write(transaction, deciding.of(standing), what))
                .toList();
        outbox.append(transaction, events);
    }

    private List<StandingTheme> standing(Handle transaction, String where, Collection<UUID> ids) {
        return StandingTheme.select(
                transaction, LocalDate.ofInstant(now(), zone), where, Map.of("ids", ids.toArray(UUID[]::new)));
    }

    private static ThemeChanged write(Handle transaction, Theme theme, ThemeChange what) {
        transaction
                .createUpdate(WRITE)
                .bind("version", theme.version())
                .bind("label", theme.label())
                .bind("state", ThemeColumns.name(theme.state()))
                .bind("into", theme.mergedInto())
                .bind("curation", ThemeColumns.json(theme.curation()))
                .bind("at", theme.publishedAt())
                .bind("id", theme.id())
                .execute();
        return theme.changed(List.of(what));
    }

    private static ThemeCuration after(Theme theme, LineageStep step) {
        ThemeCuration known = theme.decisions();
        List<LineageStep> steps = new ArrayList<>(known.lineage());
        steps.add(step);
        return new ThemeCuration(
                known.labelledBy(),
                known.heldAt(),
                known.keptApart(),
                steps.subList(Math.max(0, steps.size() - MOST_STEPS), steps.size()));
    }

    private static ThemeCuration held(ThemeCuration curation, Why why) {
        return new ThemeCuration(curation.labelledBy(), why.at(), curation.keptApart(), curation.lineage());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

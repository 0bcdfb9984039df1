package io.heed.insight.themes;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.LineageChange;
import io.heed.contracts.LineageStep;
import io.heed.contracts.Principal;
import io.heed.contracts.ThemeChange;
import io.heed.contracts.ThemeCuration;
import io.heed.contracts.ThemeState;
import io.heed.insight.store.Rows;
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
                published_at = :at %s
            WHERE id = :id
            """;

    private static final String EMPTIED =
            ", sum = '', counts_changed = false, label_changed = false, review_due = false, seen_due = false";

    /** What the themes of these ids became, and what those became, to the end. */
    private static final String BECAME = """
            WITH RECURSIVE chain AS (
                SELECT id, merged_into FROM themes WHERE id = ANY(:ids)
                UNION
                SELECT themes.id, themes.merged_into FROM themes JOIN chain ON themes.id = chain.merged_into)
            SELECT id, merged_into FROM chain WHERE merged_into IS NOT NULL
            """;

    /**
     * A theme that may have nothing left in it.
     *
     * @param into where most of it went
     * @param statements how many went, in all
     */
    public record Closing(UUID theme, UUID into, long statements) {}

    /**
     * A theme that was made of a part of another.
     *
     * @param statements how many went
     */
    public record Part(UUID theme, UUID from, long statements) {}

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
        ThemeSpaceRow.lockToDecide(transaction);
        Instant now = now();
        Map<UUID, Closing> byTheme = new HashMap<>();
        closings.forEach(closing -> byTheme.put(closing.theme(), closing));
        Map<UUID, UUID> became = became(transaction, closings);
        Map<UUID, Theme> closed = new LinkedHashMap<>();
        for (StandingTheme empty : standing(
                transaction,
                "WHERE id = ANY(:ids) AND merged_into IS NULL"
                        + " AND NOT EXISTS (SELECT FROM statements WHERE theme_id = themes.id)"
                        + (why.isBySystem() ? NOT_UNDER_WAY : "")
                        + " ORDER BY id",
                byTheme.keySet())) {
            Theme theme = empty.theme();
            Closing closing = Objects.requireNonNull(byTheme.get(theme.id()));
            if (isPartOf(became, closing.into(), theme.id())) {
                continue;
            }
            became.put(theme.id(), closing.into());
            closed.put(
                    theme.id(),
                    theme.decided(
                            theme.label(),
                            ThemeState.MERGED,
                            closing.into(),
                            after(theme, why.step(LineageChange.MERGED, closing.into(), closing.statements())),
                            now));
        }
        write(transaction, closed.values(), ThemeChange.MERGED, EMPTIED);
        return closed.keySet();
    }

    private static Map<UUID, UUID> became(Handle handle, List<Closing> closings) {
        Map<UUID, UUID> became = new HashMap<>();
        handle.createQuery(BECAME)
                .bindByType("ids", closings.stream().map(Closing::into).toArray(UUID[]::new), UUID[].class)
                .map((row, context) -> Map.entry(Rows.uuid(row, "id"), Rows.uuid(row, "merged_into")))
                .forEach(step -> became.put(step.getKey(), step.getValue()));
        return became;
    }

    /** Whether a theme has itself become part of the other one: that way themes would go round in a circle. */
    private static boolean isPartOf(Map<UUID, UUID> became, UUID theme, UUID other) {
        UUID last = theme;
        UUID next = became.get(last);
        // no longer way than there are steps, even if a topic told of a circle
        for (int step = 0; next != null && step < became.size(); step++) {
            last = next;
            next = became.get(last);
        }
        return last.equals(other);
    }

    /** Makes a merged theme one of its own again; its statements are to follow. */
    public void reopen(Handle transaction, UUID id, UUID from, Why why) {
        decide(transaction, List.of(id), ThemeChange.STATE, standing -> {
            Theme theme = standing.theme();
            return theme.decided(
                    theme.label(),
                    Trend.of(standing.figures(), now(), zone).state(),
                    null,
                    held(after(theme, why.step(LineageChange.UNMERGED, from, null)), why),
                    now());
        });
    }

    /** Remembers that themes were made of parts of others. */
    public void splitOff(Handle transaction, Collection<Part> parts, Why why) {
        curate(
                transaction,
                parts.stream().map(Part::theme).distinct().toList(),
                theme -> {
                    ThemeCuration curation = theme.decisions();
                    for (Part part : parts) {
                        if (part.theme().equals(theme.id())) {
                            curation =
                                    after(curation, why.step(LineageChange.SPLIT_FROM, part.from(), part.statements()));
                        }
                    }
                    return curation;
                },
                why);
    }

    /**
     * Gives a theme a name.
     *
     * @param label null: gives it back to the words that people use
     */
    public void rename(Handle transaction, UUID id, @Nullable String label, Why why) {
        decide(transaction, List.of(id), ThemeChange.LABELLED, standing -> {
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
        curate(transaction, List.of(id), Theme::decisions, why);
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
        ThemeSpaceRow.lock(transaction);
        transaction
                .createUpdate("UPDATE themes SET labelled_at = -1 WHERE id = ANY(:ids) AND merged_into IS NULL")
                .bindByType("ids", themes.stream().sorted().toArray(UUID[]::new), UUID[].class)
                .execute();
    }

    private void setApart(Handle transaction, UUID id, UUID other, LineageChange change, Why why) {
        curate(
                transaction,
                List.of(id),
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

    private void curate(Handle transaction, Collection<UUID> ids, Curating curating, Why why) {
        decide(transaction, ids, ThemeChange.STATE, standing -> {
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

    private void decide(Handle transaction, Collection<UUID> ids, ThemeChange what, Deciding deciding) {
        ThemeSpaceRow.lockToDecide(transaction);
        List<Theme> decided = standing(transaction, "WHERE id = ANY(:ids)", ids).stream()
                .map(deciding::of)
                .toList();
        write(transaction, decided, what, "");
    }

    private List<StandingTheme> standing(Handle transaction, String where, Collection<UUID> ids) {
        return StandingTheme.select(
                transaction, LocalDate.ofInstant(now(), zone), where, Map.of("ids", ids.toArray(UUID[]::new)));
    }

    /** @param also what else is set in their rows */
    private void write(Handle transaction, Collection<Theme> themes, ThemeChange what, String also) {
        if (themes.isEmpty()) {
            return;
        }
        PreparedBatch writes = transaction.prepareBatch(WRITE.formatted(also));
        for (Theme theme : themes) {
            writes.bind("version", theme.version())
                    .bind("label", theme.label())
                    .bind("state", ThemeColumns.name(theme.state()))
                    .bind("into", theme.mergedInto())
                    .bind("curation", ThemeColumns.json(theme.curation()))
                    .bind("at", theme.publishedAt())
                    .bind("id", theme.id())
                    .add();
        }
        writes.execute();
        outbox.append(
                transaction,
                themes.stream().map(theme -> theme.changed(List.of(what))).toList());
    }

    private static ThemeCuration after(Theme theme, LineageStep step) {
        return after(theme.decisions(), step);
    }

    private static ThemeCuration after(ThemeCuration known, LineageStep step) {
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

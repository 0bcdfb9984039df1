package io.heed.action.opening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.actions.ActionStore;
import io.heed.action.actions.Improvement;
import io.heed.action.actions.MergedImprovements;
import io.heed.action.answers.LinkStore;
import io.heed.action.answers.Told;
import io.heed.action.readings.ThemeStore;
import io.heed.contracts.ThemeChanged;

/**
 * Keeps one improvement a theme when themes merge: the older open one goes on under the theme that goes on, with everyone
 * who stood behind either; the other is closed as merged. Taking the themes apart again restores both.
 */
@ApplicationScoped
public class FollowMerges {

    private final ThemeStore themes;
    private final ActionStore actions;
    private final MergedImprovements improvements;
    private final LinkStore links;

    FollowMerges(ThemeStore themes, ActionStore actions, MergedImprovements improvements, LinkStore links) {
        this.themes = themes;
        this.actions = actions;
        this.improvements = improvements;
        this.links = links;
    }

    /**
     * Those that became part of another theme, or one of their own again.
     *
     * @param versions what was known of each theme
     * @param before what each theme was part of before; absent where it was one of its own
     */
    public static List<ThemeChanged> among(
            Collection<ThemeChanged> came, Map<UUID, Long> versions, Map<UUID, UUID> before) {
        return came.stream()
                .filter(theme -> theme.version() > versions.getOrDefault(theme.themeId(), 0L))
                .filter(theme -> !Objects.equals(theme.mergedInto(), before.get(theme.themeId())))
                .sorted(Comparator.comparing(ThemeChanged::themeId))
                .toList();
    }

    /**
     * Follows. The caller holds the locks of the themes, and has taken their snapshots over.
     *
     * @param merged as {@link #among} gives them
     * @param before what each theme was part of before
     * @return what the writers will see
     */
    public List<Told> follow(Handle transaction, List<ThemeChanged> merged, Map<UUID, UUID> before, Instant now) {
        List<Told> told = new ArrayList<>();
        for (ThemeChanged theme : merged) {
            UUID was = before.get(theme.themeId());
            if (theme.mergedInto() != null) {
                told.addAll(merged(transaction, theme.themeId(), now));
            } else if (was != null) {
                told.addAll(apart(transaction, theme.themeId(), was, now));
            }
        }
        return told;
    }

    private List<Told> merged(Handle transaction, UUID theme, Instant now) {
        UUID into = themes.resolve(transaction, theme);
        // the one it became part of may itself have become part of another
        themes.lock(transaction, List.of(into));
        List<Improvement> open = open(transaction, theme, into);
        Optional<Improvement> own = of(open, theme);
        if (own.isEmpty() || into.equals(theme)) {
            return List.of();
        }
        Optional<Improvement> others = of(open, into);
        if (others.isEmpty()) {
            improvements.follow(transaction, own.get(), theme, into, now);
            return List.of();
        }
        Improvement older = open.getFirst();
        Improvement younger = older.equals(own.get()) ? others.get() : own.get();
        improvements.close(transaction, younger, older, theme, into, now);
        if (older.equals(own.get())) {
            improvements.follow(transaction, older, theme, into, now);
        }
        List<Told> told = new ArrayList<>(links.linkAllOf(transaction, younger.id(), older.id(), now));
        told.addAll(links.restate(transaction, younger.id()));
        return told;
    }

    private List<Told> apart(Handle transaction, UUID theme, UUID was, Instant now) {
        themes.lock(transaction, List.of(was));
        open(transaction, theme, was);
        MergedImprovements.Undone undone = improvements.undo(transaction, theme, now);
        List<Told> told = new ArrayList<>(links.part(transaction, links.behind(transaction, undone.all())));
        undone.open().forEach(reopened -> told.addAll(links.restate(transaction, reopened)));
        return told;
    }

    /**
     * Takes those who speak of a theme from behind the open improvements of others that people keep apart from it.
     *
     * @return what the writers will see
     */
    public List<Told> keepApart(Handle transaction, Collection<ThemeChanged> came) {
        List<Told> told = new ArrayList<>();
        for (ThemeChanged theme : came) {
            if (!theme.apartFrom().isEmpty()) {
                told.addAll(
                        links.part(transaction, links.behindOthers(transaction, theme.themeId(), theme.apartFrom())));
            }
        }
        return told;
    }

    /** The open improvements of both, locked, the older one first. */
    private List<Improvement> open(Handle transaction, UUID theme, UUID other) {
        return actions.lock(transaction, List.of(theme, other), List.of()).stream()
                .filter(improvement -> improvement.closedAt() == null)
                // opened in one moment: the one of the theme that goes on
                .sorted(Comparator.comparing(Improvement::openedAt)
                        .thenComparing(improvement -> improvement.themeId().equals(theme))
                        .thenComparing(Improvement::id))
                .toList();
    }

    private static Optional<Improvement> of(List<Improvement> open, UUID theme) {
        return open.stream()
                .filter(improvement -> Objects.equals(improvement.themeId(), theme))
                .findFirst();
    }
}

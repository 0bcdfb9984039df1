package io.heed.action.opening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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
     * All themes whose improvements following these may touch, to be locked beforehand: those that they are part of, ever
     * further up, and those that improvements go back to.
     */
    public Set<UUID> concerned(Handle handle, Collection<ThemeChanged> came) {
        if (came.isEmpty()) {
            return Set.of();
        }
        Set<UUID> concerned = improvements.themesBefore(
                handle, came.stream().map(ThemeChanged::themeId).toList());
        came.stream().map(ThemeChanged::mergedInto).filter(Objects::nonNull).forEach(concerned::add);
        concerned.addAll(themes.wholes(handle, concerned));
        return concerned;
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
            if (before.containsKey(theme.themeId())) {
                told.addAll(apart(transaction, theme.themeId(), now));
            }
            if (theme.mergedInto() != null) {
                told.addAll(merged(transaction, theme.themeId(), now));
            }
        }
        return told;
    }

    /** One step up, and then the next, so that each can be undone by itself. */
    private List<Told> merged(Handle transaction, UUID theme, Instant now) {
        List<Told> told = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        UUID part = theme;
        while (seen.add(part)) {
            UUID into = themes.mergedInto(transaction, List.of(part)).get(part);
            List<Improvement> known = actions.lock(
                    transaction, Stream.of(part, into).filter(Objects::nonNull).toList(), List.of());
            Optional<Improvement> own = openOf(known, part);
            if (into == null || own.isEmpty()) {
                break;
            }
            told.addAll(merged(transaction, own.get(), known, into, now));
            part = into;
        }
        return told;
    }

    private List<Told> merged(Handle transaction, Improvement own, List<Improvement> known, UUID into, Instant now) {
        UUID theme = own.themeId();
        Optional<Improvement> others = openOf(known, into);
        if (others.isEmpty()) {
            improvements.follow(transaction, own, theme, into, now);
            return links.linkTheme(transaction, own.id(), into, OpenImprovements.coveredUntil(into, known), now);
        }
        // opened in one moment: the one of the theme that goes on
        boolean ownIsOlder = own.openedAt().isBefore(others.get().openedAt());
        Improvement older = ownIsOlder ? own : others.get();
        Improvement younger = ownIsOlder ? others.get() : own;
        improvements.close(transaction, younger, older, theme, into, now);
        if (ownIsOlder) {
            improvements.follow(transaction, older, theme, into, now);
        }
        return replace(transaction, younger.id(), older.id(), now);
    }

    /** Everyone who stood behind the one that was closed stands behind the other, too. */
    private List<Told> replace(Handle transaction, UUID closed, UUID by, Instant now) {
        List<Told> told = new ArrayList<>(links.linkAllOf(transaction, closed, by, now));
        told.addAll(links.restate(transaction, List.of(closed)));
        return told;
    }

    private List<Told> apart(Handle transaction, UUID theme, Instant now) {
        List<Told> told = new ArrayList<>();
        List<MergedImprovements.Undone> undone = improvements.undo(transaction, theme, now);
        for (MergedImprovements.Undone each : undone) {
            if (each.replaced() != null) {
                told.addAll(replace(transaction, each.replaced(), each.id(), now));
            }
            // of a theme that has become part of a third one meanwhile
            told.addAll(merged(transaction, each.theme(), now));
        }
        List<UUID> back = undone.stream().map(MergedImprovements.Undone::id).toList();
        List<Told> parted = links.part(transaction, links.behind(transaction, back));
        told.removeIf(each -> parted.stream().anyMatch(each::isOfSame));
        told.addAll(parted);
        told.addAll(links.restate(transaction, back));
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

    private static Optional<Improvement> openOf(List<Improvement> known, UUID theme) {
        return known.stream()
                .filter(improvement ->
                        improvement.closedAt() == null && improvement.themeId().equals(theme))
                .findFirst();
    }
}

package io.heed.action.opening;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.actions.ActionStore;
import io.heed.action.actions.AnnounceActions;
import io.heed.action.actions.Renamed;
import io.heed.action.ownership.Assignment;
import io.heed.action.ownership.DecideOwner;
import io.heed.action.ownership.ThemeTraits;
import io.heed.action.ownership.Traits;
import io.heed.action.readings.Theme;
import io.heed.action.readings.ThemeStore;
import io.heed.contracts.ActionChange;
import io.heed.contracts.Principal;

/**
 * Decides by the rules who owns an improvement.
 *
 * <p>A theme's label settles as more people speak of it, and may come after the tenth of them. So an improvement that
 * the playbook opened and that nobody has touched follows the rules once more when its theme is renamed soon after.
 */
@ApplicationScoped
public class AssignImprovement {

    /** How long after its opening a rename of the theme may still move an untouched improvement. */
    static final Duration SETTLES_WITHIN = Duration.ofMinutes(10);

    private static final Principal RULES = Principal.system("ownership-rules");

    private final DecideOwner owners;
    private final ThemeTraits traits;
    private final ThemeStore themes;
    private final ActionStore actions;
    private final AnnounceActions announce;
    private final Playbooks playbooks;

    AssignImprovement(
            DecideOwner owners,
            ThemeTraits traits,
            ThemeStore themes,
            ActionStore actions,
            AnnounceActions announce,
            Playbooks playbooks) {
        this.owners = owners;
        this.traits = traits;
        this.themes = themes;
        this.actions = actions;
        this.announce = announce;
        this.playbooks = playbooks;
    }

    /** Who owns an improvement of this theme, by what was said of it in the days that the playbook looks at. */
    Assignment decide(Handle transaction, Theme theme, Instant now) {
        Instant occurredSince = playbooks.inForce(transaction).improvement().since(now);
        DecideOwner.Grounds grounds = owners.grounds(transaction, now);
        Traits known = traits.of(
                        transaction,
                        List.of(theme.id()),
                        occurredSince,
                        grounds.rules().attributes())
                .getOrDefault(theme.id(), Traits.NONE);
        return grounds.decide(known.withThemes(List.of(theme.label())));
    }

    /** Follows the labels of themes that changed. The caller holds the locks of the themes and their improvements. */
    public void follow(Handle transaction, Collection<UUID> changedThemes, Instant now) {
        if (changedThemes.isEmpty()) {
            return;
        }
        actions.followPriorities(transaction, changedThemes, now);
        List<Renamed> renamed = actions.followLabels(transaction, changedThemes, OpenImprovements.NAMELESS);
        announce.announce(transaction, renamed.stream().map(Renamed::id).toList(), ActionChange.THEME, RULES, now);
        renamed.stream()
                .filter(each -> each.untouched()
                        && !each.title().equals(OpenImprovements.NAMELESS)
                        && each.openedAt().plus(SETTLES_WITHIN).isAfter(now))
                .forEach(each -> settle(transaction, each, now));
    }

    private void settle(Handle transaction, Renamed renamed, Instant now) {
        Theme theme = themes.find(transaction, renamed.themeId()).orElseThrow();
        Assignment assignment = decide(transaction, theme, now);
        boolean same = assignment.team().equals(renamed.team()) && Objects.equals(assignment.owner(), renamed.owner());
        if (!same) {
            String why = "the theme got its name; " + assignment.because();
            actions.reassign(transaction, renamed.id(), assignment.team(), assignment.owner(), RULES, why, now);
            announce.announce(transaction, List.of(renamed.id()), ActionChange.ASSIGNED, RULES, now);
        }
    }
}

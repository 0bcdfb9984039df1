package io.heed.action.opening;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.ownership.Assignment;
import io.heed.action.ownership.OwnershipRules;
import io.heed.action.ownership.ThemeTraits;
import io.heed.action.ownership.Traits;
import io.heed.action.teams.AbsenceStore;
import io.heed.action.teams.Absences;
import io.heed.action.teams.TeamStore;
import io.heed.action.teams.Teams;

/**
 * Tries rules on every action that is not closed, and writes nothing: which of them would change hands if these rules
 * assigned all of them anew? They look at what is known of signals and themes now. An action that an absent owner's
 * deputy holds stays where it is.
 */
@ApplicationScoped
class TryRules {

    private final UnclosedStore unclosed;
    private final ThemeTraits themeTraits;
    private final Playbooks playbooks;
    private final TeamStore teams;
    private final AbsenceStore absences;
    private final InstantSource clock;

    TryRules(
            UnclosedStore unclosed,
            ThemeTraits themeTraits,
            Playbooks playbooks,
            TeamStore teams,
            AbsenceStore absences,
            InstantSource clock) {
        this.unclosed = unclosed;
        this.themeTraits = themeTraits;
        this.playbooks = playbooks;
        this.teams = teams;
        this.absences = absences;
        this.clock = clock;
    }

    RulesTrial run(Handle transaction, OwnershipRules rules) {
        Instant now = clock.instant();
        Instant since = playbooks.inForce(transaction).improvement().since(now);
        Map<UUID, Traits> ofThemes =
                themeTraits.of(transaction, unclosed.themes(transaction), since, rules.attributes());
        Teams teamsInForce = teams.inForce(transaction);
        Absences away = absences.inForce(transaction);
        RulesTrial.Gathering gathering = new RulesTrial.Gathering();
        unclosed.each(transaction, action -> {
            Assignment assignment = rules.assign(traits(action, ofThemes), teamsInForce);
            RulesTrial.Holder to = RulesTrial.Holder.of(assignment);
            RulesTrial.Holder meanwhile = RulesTrial.Holder.of(assignment.duringAbsences(away, now));
            if (action.holder().equals(to) || action.holder().equals(meanwhile)) {
                gathering.stays();
            } else {
                gathering.moves(new RulesTrial.Move(
                        action.id(), action.title(), action.kind(), action.holder(), to, assignment.line()));
            }
        });
        return gathering.end();
    }

    private static Traits traits(UnclosedStore.Unclosed action, Map<UUID, Traits> ofThemes) {
        List<String> labels = action.labels();
        if (action.themeId() != null) {
            return ofThemes.getOrDefault(action.themeId(), Traits.NONE).withThemes(labels);
        }
        return action.facets() == null ? Traits.NONE : Traits.of(action.facets(), labels);
    }
}

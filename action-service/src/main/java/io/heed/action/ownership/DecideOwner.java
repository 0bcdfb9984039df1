package io.heed.action.ownership;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.teams.AbsenceStore;
import io.heed.action.teams.Absences;
import io.heed.action.teams.TeamStore;
import io.heed.action.teams.Teams;

/** Decides who owns what is new: by the rules in force, and by who is there. */
@ApplicationScoped
public class DecideOwner {

    private final RulesStore rules;
    private final TeamStore teams;
    private final AbsenceStore absences;

    DecideOwner(RulesStore rules, TeamStore teams, AbsenceStore absences) {
        this.rules = rules;
        this.teams = teams;
        this.absences = absences;
    }

    /** What decides in this transaction, read once. */
    public record Grounds(OwnershipRules rules, Teams teams, Absences absences, Instant now) {

        /** Who owns what has these traits. */
        public Assignment decide(Traits traits) {
            return rules.assign(traits, teams).duringAbsences(absences, now);
        }
    }

    /** What decides now. */
    public Grounds grounds(Handle transaction, Instant now) {
        return new Grounds(rules.inForce(transaction), teams.inForce(transaction), absences.inForce(transaction), now);
    }

    /** Who owns what has these traits. */
    public Assignment decide(Handle transaction, Traits traits, Instant now) {
        return grounds(transaction, now).decide(traits);
    }
}

package io.heed.action.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.teams.AbsenceStore;
import io.heed.action.teams.TeamStore;
import io.heed.rest.Caller;

/** Tells whose queue a caller sees. */
@ApplicationScoped
class Viewers {

    private final TeamStore teams;
    private final AbsenceStore absences;
    private final InstantSource clock;

    Viewers(TeamStore teams, AbsenceStore absences, InstantSource clock) {
        this.teams = teams;
        this.absences = absences;
        this.clock = clock;
    }

    Viewer of(Handle transaction, Caller caller) {
        String user = caller.principal().subject();
        Instant now = clock.instant();
        Set<String> owners = new HashSet<>(absences.standingInFor(transaction, user, now));
        owners.add(user);
        return new Viewer(user, owners, teams.inForce(transaction), now);
    }
}

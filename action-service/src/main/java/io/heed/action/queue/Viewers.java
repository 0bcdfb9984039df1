package io.heed.action.queue;

import java.time.InstantSource;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.teams.TeamStore;
import io.heed.rest.Caller;

/** Tells whose queue a caller sees. */
@ApplicationScoped
class Viewers {

    private final TeamStore teams;
    private final InstantSource clock;

    Viewers(TeamStore teams, InstantSource clock) {
        this.teams = teams;
        this.clock = clock;
    }

    Viewer of(Handle transaction, Caller caller) {
        String user = caller.principal().subject();
        return new Viewer(user, Set.of(user), teams.inForce(transaction), clock.instant());
    }
}

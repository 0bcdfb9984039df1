package io.heed.action.queue;

import java.time.Instant;
import java.util.Set;

import io.heed.action.teams.Teams;

/**
 * Who looks at the queue, and when.
 *
 * @param owners the user, and those for whom the user stands in
 */
record Viewer(String user, Set<String> owners, Teams teams, Instant now) {

    Viewer {
        owners = Set.copyOf(owners);
    }
}

package io.heed.action.teams;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jdbi.v3.core.Handle;

import io.heed.action.editions.Edition;
import io.heed.action.editions.EditionStore;
import io.heed.contracts.EventJson;
import io.heed.contracts.Principal;

/** The teams in force. */
@ApplicationScoped
public class TeamStore {

    /** What an organisation starts with: the fallback team, with the manager that every local instance has. */
    private static final Teams SHIPPED = new Teams(List.of(new Team(Teams.FALLBACK, List.of("max"))));

    private static final String DOCUMENT = "teams";

    private final EditionStore editions;
    private final ObjectMapper json = EventJson.mapper();

    TeamStore(EditionStore editions) {
        this.editions = editions;
    }

    /** Teams, and the edition that they stand in. */
    record Current(Edition edition, Teams teams) {}

    /** The teams in force. */
    public Teams inForce(Handle transaction) {
        return current(transaction).teams();
    }

    Current current(Handle transaction) {
        Edition edition = editions.current(transaction, DOCUMENT, write(SHIPPED));
        try {
            return new Current(edition, json.readValue(edition.body(), Teams.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Stored teams could not be read", impossible);
        }
    }

    long replace(Handle transaction, Edition current, Teams teams, Principal principal) {
        return editions.replace(transaction, DOCUMENT, current, write(teams), principal);
    }

    private String write(Teams teams) {
        try {
            return json.writeValueAsString(teams);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Teams could not be written as JSON", impossible);
        }
    }
}

package io.heed.action.teams;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jdbi.v3.core.Handle;

import io.heed.action.editions.Edition;
import io.heed.action.editions.EditionStore;
import io.heed.contracts.EventJson;
import io.heed.contracts.Principal;

/** The absences in force. */
@ApplicationScoped
public class AbsenceStore {

    private static final String DOCUMENT = "absences";
    private static final String NOBODY = "[]";
    private static final TypeReference<List<Absence>> LIST = new TypeReference<>() {};

    private final EditionStore editions;
    private final ObjectMapper json = EventJson.mapper();

    AbsenceStore(EditionStore editions) {
        this.editions = editions;
    }

    /** Absences, and the edition that they stand in. */
    record Current(Edition edition, Absences absences) {}

    /** The absences in force. */
    public Absences inForce(Handle transaction) {
        return current(transaction).absences();
    }

    /** The users whose new work this user takes now, being their deputy or their deputy's. */
    public Set<String> standingInFor(Handle transaction, String user, Instant now) {
        return inForce(transaction).standingInFor(user, now);
    }

    Current current(Handle transaction) {
        Edition edition = editions.current(transaction, DOCUMENT, NOBODY);
        try {
            return new Current(edition, new Absences(json.readValue(edition.body(), LIST)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Stored absences could not be read", impossible);
        }
    }

    long replace(Handle transaction, Edition current, Absences absences, Principal principal) {
        try {
            String body = json.writeValueAsString(absences.absences());
            return editions.replace(transaction, DOCUMENT, current, body, principal);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Absences could not be written as JSON", impossible);
        }
    }
}

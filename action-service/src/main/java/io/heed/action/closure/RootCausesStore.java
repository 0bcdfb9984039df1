package io.heed.action.closure;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.action.editions.Edition;
import io.heed.action.editions.EditionStore;
import io.heed.action.editions.ShippedText;
import io.heed.contracts.EventJson;
import io.heed.contracts.Principal;

/** The root causes in force. */
@ApplicationScoped
public class RootCausesStore {

    private static final String DOCUMENT = "root-causes";
    private static final String SHIPPED = "/default-root-causes.json";
    private static final TypeReference<List<@Nullable String>> TEXTS = new TypeReference<>() {};

    private final EditionStore editions;
    private final ObjectMapper json = EventJson.mapper();
    private final String shipped;

    RootCausesStore(EditionStore editions) {
        this.editions = editions;
        this.shipped = ShippedText.read(SHIPPED);
    }

    /** The root causes in force. */
    public RootCauses inForce(Handle transaction) {
        return read(current(transaction));
    }

    Edition current(Handle transaction) {
        return editions.current(transaction, DOCUMENT, shipped);
    }

    RootCauses read(Edition edition) {
        try {
            return new RootCauses(json.readValue(edition.body(), TEXTS));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Stored root causes could not be read", impossible);
        }
    }

    long replace(Handle transaction, Edition current, RootCauses causes, Principal principal) {
        try {
            return editions.replace(
                    transaction, DOCUMENT, current, json.writeValueAsString(causes.causes()), principal);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Root causes could not be written as JSON", impossible);
        }
    }
}

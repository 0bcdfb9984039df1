package io.heed.action.readings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.heed.contracts.EventJson;
import io.heed.contracts.Facets;

/** Facets as they stand in a row: the JSON of events. */
public final class StoredFacets {

    private final ObjectMapper json = EventJson.mapper();

    /** For the column {@code facets}. */
    String write(Facets facets) {
        try {
            return json.writeValueAsString(facets);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Facets could not be written as JSON", impossible);
        }
    }

    /** Out of the column {@code facets}. */
    public Facets read(String facets) {
        try {
            return json.readValue(facets, Facets.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Stored facets could not be read", impossible);
        }
    }
}

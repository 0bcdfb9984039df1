package io.heed.insight.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.heed.contracts.EventJson;

/** Parts of events that stand in a column as the event tells them. */
public final class JsonColumn {

    private static final ObjectMapper JSON = EventJson.mapper();

    private JsonColumn() {}

    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Records of texts, numbers and times have a JSON form", impossible);
        }
    }

    public static <T> T read(String stored, TypeReference<T> type) {
        try {
            return JSON.readValue(stored, type);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A stored column can't be read as " + type.getType(), damaged);
        }
    }
}

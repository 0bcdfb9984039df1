package io.heed.insight.themes;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.heed.contracts.EventJson;
import io.heed.contracts.PriorityPart;
import io.heed.contracts.ThemeState;

/** How a theme's parts stand in columns. */
final class ThemeColumns {

    private static final ObjectMapper JSON = EventJson.mapper();
    private static final TypeReference<List<PriorityPart>> PARTS = new TypeReference<>() {};

    private ThemeColumns() {}

    static String name(ThemeState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static ThemeState state(String name) {
        return ThemeState.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static ImprovementStanding standing(String name) {
        return ImprovementStanding.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static String json(List<PriorityPart> parts) {
        try {
            return JSON.writeValueAsString(parts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Records of text and numbers have a JSON form", impossible);
        }
    }

    static List<PriorityPart> parts(String json) {
        try {
            return JSON.readValue(json, PARTS);
        } catch (JsonProcessingException corrupt) {
            throw new IllegalStateException("The stored parts of a priority can't be read", corrupt);
        }
    }
}

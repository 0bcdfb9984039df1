package io.heed.insight.themes;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.type.TypeReference;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.PriorityPart;
import io.heed.contracts.ThemeCuration;
import io.heed.contracts.ThemeState;
import io.heed.insight.store.JsonColumn;

/** How a theme's parts stand in columns. */
final class ThemeColumns {

    private static final TypeReference<List<PriorityPart>> PARTS = new TypeReference<>() {};
    private static final TypeReference<ThemeCuration> CURATION = new TypeReference<>() {};

    private ThemeColumns() {}

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static ThemeState state(String name) {
        return ThemeState.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static ImprovementStanding standing(String name) {
        return ImprovementStanding.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static String json(List<PriorityPart> parts) {
        return JsonColumn.write(parts);
    }

    static List<PriorityPart> parts(String json) {
        return JsonColumn.read(json, PARTS);
    }

    static @Nullable String json(@Nullable ThemeCuration curation) {
        return curation == null ? null : JsonColumn.write(curation);
    }

    static @Nullable ThemeCuration curation(@Nullable String json) {
        return json == null ? null : JsonColumn.read(json, CURATION);
    }
}

package io.heed.action.ownership;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Facets;

/**
 * What rules look at.
 *
 * <p>Of a follow-up: the facets of its signal, and the labels of all its themes. Of an improvement: its theme's label,
 * and of each facet the value that more than half of the theme's signals carry, where there is one.
 *
 * @param values by the names that patterns use ({@code site}, {@code segment.plan}, {@code theme} …)
 */
public record Traits(Map<String, List<String>> values) {

    /** Of something that nothing is known of yet. */
    public static final Traits NONE = new Traits(Map.of());

    public Traits {
        values = Map.copyOf(values);
    }

    /** The traits of one signal. */
    public static Traits of(Facets facets, Collection<String> themeLabels) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("kind", List.of(lower(facets.kind())));
        put(values, "channel", facets.channel());
        put(values, "site", facets.site());
        put(values, "touchpoint", facets.touchpoint());
        put(values, "language", facets.language());
        if (facets.stage() != null) {
            values.put("stage", List.of(lower(facets.stage())));
        }
        facets.segments().forEach((name, value) -> put(values, "segment." + name, value));
        return new Traits(values).withThemes(themeLabels);
    }

    /** These traits, and the labels of themes. */
    public Traits withThemes(Collection<String> labels) {
        List<String> readable =
                labels.stream().filter(label -> !label.isEmpty()).toList();
        if (readable.isEmpty()) {
            return this;
        }
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.put("theme", readable);
        return new Traits(all);
    }

    List<String> of(String attribute) {
        return values.getOrDefault(attribute, List.of());
    }

    private static void put(Map<String, List<String>> values, String attribute, @Nullable String value) {
        if (value != null) {
            values.put(attribute, List.of(value));
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

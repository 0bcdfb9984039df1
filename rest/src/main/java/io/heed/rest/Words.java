package io.heed.rest;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The words for an enum's values: their names in lower case. */
public final class Words<E extends Enum<E>> {

    private final Map<String, E> values = new LinkedHashMap<>();

    private Words(Class<E> type) {
        Arrays.stream(type.getEnumConstants())
                .forEach(value -> values.put(value.name().toLowerCase(Locale.ROOT), value));
    }

    /** Those of an enum. */
    public static <E extends Enum<E>> Words<E> of(Class<E> type) {
        return new Words<>(type);
    }

    /** What a word stands for; null when it stands for nothing. */
    public @Nullable E value(String word) {
        return values.get(word);
    }

    /** All of them, in the enum's order. */
    public Collection<String> all() {
        return Collections.unmodifiableSet(values.keySet());
    }
}

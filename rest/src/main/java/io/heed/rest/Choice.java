package io.heed.rest;

import org.jspecify.annotations.Nullable;

/** A parameter that takes one of a few values, written in lower case. */
public final class Choice {

    private Choice() {}

    /**
     * The value that was asked for; null where none was.
     *
     * @throws ProblemException 400 when there is no such value; it lists those there are
     */
    public static <E extends Enum<E>> @Nullable E of(String parameter, Class<E> type, @Nullable String text) {
        return text == null || text.isBlank() ? null : required(parameter, type, text);
    }

    /**
     * The value that was asked for.
     *
     * @throws ProblemException 400 when there is no such value, or none was asked for; it lists those there are
     */
    public static <E extends Enum<E>> E required(String parameter, Class<E> type, @Nullable String text) {
        Words<E> words = Words.of(type);
        E value = text == null ? null : words.value(text);
        if (value == null) {
            throw ProblemException.invalid(parameter, "must be one of " + String.join(", ", words.all()));
        }
        return value;
    }
}

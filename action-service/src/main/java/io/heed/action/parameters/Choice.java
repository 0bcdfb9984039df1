package io.heed.action.parameters;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.heed.rest.ProblemException;

/** A parameter that takes one of a few values, written in lower case. */
public final class Choice {

    private Choice() {}

    /**
     * The value that was asked for; null where none was.
     *
     * @throws ProblemException 400 when there is no such value; it lists those there are
     */
    public static <E extends Enum<E>> @Nullable E of(String parameter, Class<E> type, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> name(each).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        parameter,
                        "must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Choice::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

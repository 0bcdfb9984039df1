package io.heed.action.closure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.heed.rest.Violation;

/**
 * The root causes that the organisation tells apart, in its order. They are offered, not imposed: any other text is legal
 * too, and where the list is empty there is nothing but free text.
 *
 * @param causes as a caller sent them; only in force without {@link #violations}
 */
public record RootCauses(List<@Nullable String> causes) {

    private static final int MOST = 200;
    private static final int LONGEST = 200;

    public RootCauses {
        // a copy that takes what is missing, to be refused by its place
        causes = Collections.unmodifiableList(new ArrayList<>(causes));
    }

    /** The text as the list spells it, whatever its case; any other text as it is. */
    public @Nullable String spelled(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String sought = text.strip();
        for (String cause : causes) {
            if (cause != null && cause.equalsIgnoreCase(sought)) {
                return cause;
            }
        }
        return text;
    }

    /** What is wrong with them; empty when they can be put in force. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (causes.size() > MOST) {
            violations.add(new Violation("causes", "must be at most " + MOST));
        }
        Set<String> known = new HashSet<>();
        for (int index = 0; index < causes.size(); index++) {
            String cause = causes.get(index);
            String field = "[" + index + "]";
            if (cause == null || cause.isBlank() || !cause.equals(cause.strip()) || cause.length() > LONGEST) {
                violations.add(new Violation(
                        field, "must be 1 to " + LONGEST + " characters without blanks at the beginning or the end"));
            } else if (cause.indexOf('\u0000') >= 0) {
                violations.add(new Violation(field, "must not hold U+0000"));
            } else if (!known.add(cause.toLowerCase(Locale.ROOT))) {
                violations.add(new Violation(field, "is there twice"));
            }
        }
        return violations;
    }
}

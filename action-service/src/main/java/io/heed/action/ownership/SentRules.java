package io.heed.action.ownership;

import io.heed.rest.ProblemException;
import io.heed.rest.Violation;

/** Rules as callers send them. */
public final class SentRules {

    private static final int LONGEST = 500_000;

    private SentRules() {}

    /**
     * The rules of a text.
     *
     * @throws ProblemException 400 that names every line that is not in order
     */
    public static OwnershipRules read(String text) {
        if (text.isBlank()) {
            throw ProblemException.invalid("rules", "are empty; for no rules at all send a comment, such as # none");
        }
        if (text.length() > LONGEST) {
            throw ProblemException.invalid("rules", "have at most " + LONGEST + " characters");
        }
        if (text.indexOf('\u0000') >= 0) {
            throw ProblemException.invalid("rules", "must not hold U+0000");
        }
        return switch (OwnershipRules.read(text)) {
            case OwnershipRules.InOrder inOrder -> inOrder.rules();
            case OwnershipRules.Refused refused ->
                throw ProblemException.invalid(refused.errors().stream()
                        .map(error -> new Violation("line " + error.line(), error.message()))
                        .toList());
        };
    }
}

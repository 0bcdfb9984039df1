package io.heed.feedback.imports;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.rest.ProblemException;

/** Where the rows of a file come from that do not say so themselves. */
final class SourceName {

    private static final int MOST = 200;

    private SourceName() {}

    /**
     * The name that was asked for, else the caller's subject.
     *
     * @throws ProblemException 400 when it is empty or too long
     */
    static String of(@Nullable String asked, Principal caller) {
        if (asked == null) {
            return caller.subject();
        }
        String name = asked.strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MOST || name.indexOf('\uFFFD') >= 0) {
            throw ProblemException.invalid("source", "must have 1 to " + MOST + " characters of UTF-8");
        }
        return name;
    }
}

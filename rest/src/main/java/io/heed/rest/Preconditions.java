package io.heed.rest;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Optimistic concurrency by {@code ETag} and {@code If-Match} (RFC 9110, 13.1.1). */
public final class Preconditions {

    private Preconditions() {}

    /** The strong entity tag of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Lets a change pass only when the caller has seen the current state.
     *
     * @param ifMatch the header as it came; a list of tags or {@code *}
     * @param currentEtag the resource's tag, with its quotes
     * @throws ProblemException 428 without the header, 412 when none of its tags is the current one
     */
    public static void requireMatch(@Nullable String ifMatch, String currentEtag) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw ProblemException.preconditionRequired(
                    "Send the ETag of what you last read as If-Match, so that nobody's change is overwritten.");
        }
        boolean matches = Arrays.stream(ifMatch.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(currentEtag));
        if (!matches) {
            throw ProblemException.stale("It is now " + currentEtag + ": read it again, then repeat your change.");
        }
    }
}

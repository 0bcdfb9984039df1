package io.heed.feedback.redaction;

import org.jspecify.annotations.Nullable;

/**
 * Finds one sort of personal data. Written as scanners instead of regular expressions: each looks at a bounded
 * neighbourhood of a place in the text once, so no text can make it slow.
 */
interface SpanFinder {

    /**
     * Where something was found.
     *
     * @param start index of its first character
     * @param end index after its last character
     */
    record Span(int start, int end) {}

    /** The first find that starts at {@code from} or later; null when there is none. */
    @Nullable
    Span next(String text, int from);
}

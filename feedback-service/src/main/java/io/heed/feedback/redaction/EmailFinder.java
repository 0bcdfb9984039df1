package io.heed.feedback.redaction;

import org.jspecify.annotations.Nullable;

/** Finds e-mail addresses: an at sign with a name before it and a domain with a top level behind it. */
final class EmailFinder implements SpanFinder {

    private static final String PUNCTUATION_OF_NAMES = "._%+-'~";
    private static final String AT_SIGNS = "@\uFF20\uFE6B";

    @Override
    public @Nullable Span next(String text, int from) {
        if (text.indexOf('@', from) < 0 && text.indexOf('\uFF20', from) < 0 && text.indexOf('\uFE6B', from) < 0) {
            return null;
        }
        for (int i = from; i < text.length(); i++) {
            if (AT_SIGNS.indexOf(text.charAt(i)) >= 0) {
                int start = startOfName(text, i, from);
                int end = endOfDomain(text, i + 1);
                if (start < i && end > i + 1) {
                    return new Span(start, end);
                }
            }
        }
        return null;
    }

    private static int startOfName(String text, int at, int from) {
        if (at > from && text.charAt(at - 1) == '"') {
            int quote = text.lastIndexOf('"', at - 2);
            // RFC 5321 allows 64 characters before the at sign
            return quote >= Math.max(from, at - 66) ? quote : at;
        }
        int start = at;
        while (start > from && isOfName(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && PUNCTUATION_OF_NAMES.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || PUNCTUATION_OF_NAMES.indexOf(c) >= 0;
    }

    /** The index after the domain; {@code start} when what stands there is none. */
    private static int endOfDomain(String text, int start) {
        int end = start;
        while (end < text.length() && isOfDomain(text, end)) {
            end++;
        }
        while (end > start) {
            char last = text.charAt(end - 1);
            int dot = lastDot(text, start, end);
            if (last == '.' || last == '-') {
                end--;
            } else if (dot <= start) {
                return start;
            } else if (isTopLevel(text, dot + 1, end)) {
                return end;
            } else {
                end = dot;
            }
        }
        return start;
    }

    private static int lastDot(String text, int start, int end) {
        int dot = end - 1;
        while (dot > start && text.charAt(dot) != '.') {
            dot--;
        }
        return dot;
    }

    private static boolean isOfDomain(String text, int i) {
        char c = text.charAt(i);
        return Character.isLetterOrDigit(c) || c == '-' || (c == '.' && text.charAt(i - 1) != '.');
    }

    private static boolean isTopLevel(String text, int start, int end) {
        if (text.regionMatches(true, start, "xn--", 0, 4)) {
            return true;
        }
        for (int i = start; i < end; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return end - start >= 2;
    }
}

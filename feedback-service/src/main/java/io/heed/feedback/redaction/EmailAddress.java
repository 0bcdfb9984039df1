package io.heed.feedback.redaction;

/** What counts as an e-mail address where one is asked for; the same rule finds those that were not. */
public final class EmailAddress {

    /** The longest that can be delivered to (RFC 5321, 4.5.3.1.3). */
    public static final int MOST_CHARACTERS = 254;

    private static final EmailFinder FINDER = new EmailFinder();

    private EmailAddress() {}

    /** Whether the whole text is one address. */
    public static boolean isValid(String text) {
        SpanFinder.Span span = FINDER.next(text, 0);
        return span != null && span.start() == 0 && span.end() == text.length() && text.length() <= MOST_CHARACTERS;
    }

    /** Whether there is an address anywhere in the text. */
    public static boolean isIn(String text) {
        return FINDER.next(text, 0) != null;
    }
}

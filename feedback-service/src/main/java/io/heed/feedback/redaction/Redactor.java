package io.heed.feedback.redaction;

/**
 * Takes one sort of personal data out of text. Every CDI bean of this type is applied, in the order of
 * {@code jakarta.annotation.Priority} (lowest first), so a deployment adds its own by adding a bean.
 *
 * <p>An implementation is called on the request path by many threads at once: it keeps no state, takes time linear in
 * the text's length whatever the text is, never logs it, and gives the same answer for the same text.
 */
public interface Redactor {

    /** The text without what this redactor looks for; the same instance when there was nothing. */
    String redact(String text);
}

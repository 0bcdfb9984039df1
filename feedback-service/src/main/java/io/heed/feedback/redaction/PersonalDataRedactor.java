package io.heed.feedback.redaction;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

/**
 * The redactor that every deployment has: e-mail addresses, account numbers (IBAN, checked by ISO 7064 mod 97-10), card
 * numbers (13–19 digits, checked by Luhn, ISO/IEC 7812-1) and telephone numbers become {@code [email]},
 * {@code [iban]}, {@code [card]} and {@code [phone]}.
 *
 * <p>What has a check digit is judged by it. Telephone numbers have none, so they are judged by their form and by the
 * words before them; dates, times, prices and order numbers stay.
 */
@Singleton
@Priority(100)
public class PersonalDataRedactor implements Redactor {

    /** Shorter than any number that is looked for. */
    private static final int FEWEST_DIGITS = 7;

    private record Step(SpanFinder finder, String mark) {}

    private final Step emails = new Step(new EmailFinder(), "[email]");
    // In this order: a card number may look like a telephone number, never the other way round.
    private final List<Step> numbers = List.of(
            new Step(new IbanFinder(), "[iban]"),
            new Step(new CardFinder(), "[card]"),
            new Step(new PhoneFinder(), "[phone]"));

    @Override
    public String redact(String text) {
        String redacted = replace(text, emails);
        if (digits(redacted) < FEWEST_DIGITS) {
            return redacted;
        }
        for (Step step : numbers) {
            redacted = replace(redacted, step);
        }
        return redacted;
    }

    private static int digits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                digits++;
            }
        }
        return digits;
    }

    private static String replace(String text, Step step) {
        SpanFinder.Span span = step.finder.next(text, 0);
        if (span == null) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        int copied = 0;
        while (span != null) {
            redacted.append(text, copied, span.start()).append(step.mark);
            copied = span.end();
            span = step.finder.next(text, copied);
        }
        return redacted.append(text, copied, text.length()).toString();
    }
}

package io.heed.feedback.redaction;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Finds account numbers of the form of ISO 13616: country, two check digits, a body of the country's length. */
final class IbanFinder implements SpanFinder {

    /** Whole length by country, from the IBAN registry of ISO 13616. */
    private static final Map<String, Integer> LENGTHS = lengths("""
            15 NO
            16 BE
            18 DK FI FK FO GL NL SD
            19 MK SI
            20 AT BA EE KZ LT LU MN XK
            21 CH HR LI LV
            22 BG BH CR DE GB GE IE ME RS VA
            23 AE GI IL IQ OM SO TL
            24 AD CZ ES MD PK RO SA SE SK TN VG
            25 LY PT ST
            26 IS TR
            27 BI DJ FR GR IT MC MR SM
            28 AL AZ BY CY DO GT HN HU LB NI PL SV
            29 BR EG PS QA UA
            30 JO KW MU YE
            31 MT SC
            32 LC
            33 RU
            """);

    @Override
    public @Nullable Span next(String text, int from) {
        for (int i = from; i + 4 <= text.length(); i++) {
            if (isStart(text, i)) {
                Integer length = LENGTHS.get(text.substring(i, i + 2).toUpperCase(Locale.ROOT));
                int end = length == null ? -1 : endOfValid(text, i, length);
                if (end > i) {
                    return new Span(i, end);
                }
            }
        }
        return null;
    }

    private static boolean isStart(String text, int i) {
        return isAsciiLetter(text.charAt(i))
                && isAsciiLetter(text.charAt(i + 1))
                && isAsciiDigit(text.charAt(i + 2))
                && isAsciiDigit(text.charAt(i + 3))
                && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
    }

    /** The index after the account number of that length that starts here; −1 when there is none. */
    private static int endOfValid(String text, int start, int length) {
        StringBuilder compact = new StringBuilder(length);
        int i = start;
        while (i < text.length() && compact.length() < length) {
            char c = text.charAt(i);
            if (isAsciiLetter(c) || isAsciiDigit(c)) {
                compact.append(Character.toUpperCase(c));
            } else if (!isGap(c) || isGap(text.charAt(i - 1))) {
                return -1;
            }
            i++;
        }
        boolean whole =
                compact.length() == length && (i == text.length() || !Character.isLetterOrDigit(text.charAt(i)));
        return whole && remainder(compact) == 1 ? i : -1;
    }

    /** ISO 7064 mod 97-10: the first four characters go to the end, letters count from A = 10. */
    private static int remainder(CharSequence iban) {
        int remainder = 0;
        for (int i = 0; i < iban.length(); i++) {
            int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
        }
        return remainder;
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '\u00A0' || c == '\u202F';
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isAsciiDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Map<String, Integer> lengths(String table) {
        Map<String, Integer> lengths = new HashMap<>();
        table.lines().map(line -> line.split(" ")).forEach(cells -> {
            for (int i = 1; i < cells.length; i++) {
                lengths.put(cells[i], Integer.valueOf(cells[0]));
            }
        });
        return Map.copyOf(lengths);
    }
}

package io.heed.feedback.redaction;

import org.jspecify.annotations.Nullable;

/**
 * Finds payment card numbers: 13–19 digits, whole or in groups of 3 and more that are parted by one space, hyphen or
 * dot, whose Luhn sum is right and whose first digit fits their length.
 */
final class CardFinder implements SpanFinder {

    private static final int FEWEST = 13;
    private static final int MOST = 19;
    private static final int SMALLEST_GROUP = 3;

    @Override
    public @Nullable Span next(String text, int from) {
        int i = from;
        while (i < text.length()) {
            if (!Character.isDigit(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i > 0 && Character.isLetter(text.charAt(i - 1)) ? -1 : endOfCard(text, i);
            if (end > i) {
                return new Span(i, end);
            }
            i = endOfGroup(text, i);
        }
        return null;
    }

    /** The index after the longest card number that starts here; −1 when there is none. */
    private static int endOfCard(String text, int start) {
        byte[] digits = new byte[MOST];
        int count = 0;
        int found = -1;
        char gap = 0;
        int group = start;
        while (true) {
            int end = endOfGroup(text, group);
            int size = end - group;
            if (count + size > MOST || (size < SMALLEST_GROUP && count + size < FEWEST)) {
                return found;
            }
            for (int i = group; i < end; i++) {
                digits[count++] = (byte) Character.digit(text.charAt(i), 10);
            }
            if (fits(digits, count) && luhn(digits, count)) {
                found = end;
            }
            if (end + 1 >= text.length() || !isGap(text.charAt(end), gap) || !Character.isDigit(text.charAt(end + 1))) {
                return found;
            }
            gap = text.charAt(end);
            group = end + 1;
        }
    }

    /** Sixteen digits may start with any; other lengths only as their networks issue them. */
    private static boolean fits(byte[] digits, int count) {
        int first = digits[0];
        return switch (count) {
            case 13, 18, 19 -> first >= 4 && first <= 6;
            case 14 -> first == 3;
            case 15 -> first >= 1 && first <= 3;
            case 16 -> first > 0;
            case 17 -> first == 5 || first == 6;
            default -> false;
        };
    }

    private static boolean luhn(byte[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    private static boolean isGap(char c, char before) {
        return before == 0 ? c == ' ' || c == '-' || c == '.' || c == '\u00A0' || c == '\u202F' : c == before;
    }

    private static int endOfGroup(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}

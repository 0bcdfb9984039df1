package io.heed.feedback.redaction;

import org.jspecify.annotations.Nullable;

/**
 * Finds telephone numbers: international (+ or 00), national with a trunk 0 (9–12 digits), North American (3-3-4), and
 * any run of 7–15 digits that follows a word such as "phone" or "call". A number that is named as an order, an invoice
 * or the like, and one that is part of a date, a time, a price or a longer code, is none.
 */
final class PhoneFinder implements SpanFinder {

    private static final int MOST_DIGITS = 15; // ITU-T E.164

    @Override
    public @Nullable Span next(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean digit = Character.isDigit(c);
            if (digit || c == '+' || c == '(') {
                int end = startsCleanly(text, i) ? endOfPhone(text, i) : -1;
                if (end > i) {
                    return new Span(i, end);
                }
            }
            i++;
            while (digit && i < text.length() && Character.isDigit(text.charAt(i))) {
                i++;
            }
        }
        return null;
    }

    /** Not inside a word, a longer number or an amount. */
    private static boolean startsCleanly(String text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        boolean joined = ".,:/-+".indexOf(before) >= 0 && start > 1 && Character.isDigit(text.charAt(start - 2));
        return !joined && !Character.isLetterOrDigit(before) && !isCurrency(before) && before != '#' && before != '_';
    }

    /** Not followed by a letter, a unit, or the rest of a longer number or of a time. */
    private static boolean endsCleanly(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        char after = text.charAt(end);
        boolean joined =
                ".,:".indexOf(after) >= 0 && end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
        return !joined && !Character.isLetterOrDigit(after) && !isCurrency(after) && after != '%' && after != '_';
    }

    private static boolean isCurrency(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    private static int endOfPhone(String text, int start) {
        DigitRun run = DigitRun.at(text, start);
        if (run == null || run.digits(1) > MOST_DIGITS) {
            return -1;
        }
        WordsBefore words = WordsBefore.of(text, start);
        if (words.nameAnotherNumber() && !run.plus) {
            return -1;
        }
        for (int groups = run.groups(); groups > 0; groups--) {
            boolean whole = groups == run.groups();
            if (endsCleanly(text, run.end(groups - 1))
                    && !isDate(run, groups)
                    && (hasForm(run, groups) || (whole && words.announcePhone() && isAnyNumber(run, groups)))) {
                return run.end(groups - 1);
            }
        }
        return -1;
    }

    private static boolean hasForm(DigitRun run, int groups) {
        int digits = run.digits(groups);
        if (run.plus) {
            return run.digit(0) > 0 && digits >= 8 && digits <= MOST_DIGITS;
        }
        if (run.digit(0) != 0) {
            return isNorthAmerican(run, groups);
        }
        if (run.digit(1) == 0) {
            return run.digit(2) > 0 && digits >= 11 && digits <= MOST_DIGITS + 2;
        }
        return run.size(0) >= 2 && digits >= 9 && digits <= 12 && isEvenWhereItMatters(run, groups);
    }

    /** Dots and pairs also write times and dates, whose gaps differ; in telephone numbers they are all the same. */
    private static boolean isEvenWhereItMatters(DigitRun run, int groups) {
        boolean pairs = groups > 1;
        boolean dots = false;
        for (int group = 0; group < groups; group++) {
            pairs &= run.size(group) == 2;
            dots |= group + 1 < groups && run.gap(group).indexOf('.') >= 0;
        }
        return !(pairs || dots) || run.evenGaps(groups);
    }

    private static boolean isNorthAmerican(DigitRun run, int groups) {
        int first = run.size(0) == 1 && run.digit(0) == 1 ? 1 : 0;
        return groups - first == 3
                && run.size(first) == 3
                && run.size(first + 1) == 3
                && run.size(first + 2) == 4
                && run.digit(first) >= 2
                && run.gap(first + 1).length() == 1;
    }

    private static boolean isAnyNumber(DigitRun run, int groups) {
        int digits = run.digits(groups);
        return digits >= 7 && digits <= MOST_DIGITS && run.size(0) >= 2;
    }

    /** Day, month and year in any order, with or without more behind it that is joined otherwise. */
    private static boolean isDate(DigitRun run, int groups) {
        if (run.plus || groups < 3 || run.gap(0).length() > 1 || !run.gap(0).equals(run.gap(1))) {
            return false;
        }
        boolean yearLast = run.size(0) <= 2 && run.size(1) <= 2 && (run.size(2) == 4 || run.size(2) == 2);
        boolean yearFirst = run.size(0) == 4 && run.size(1) <= 2 && run.size(2) <= 2;
        return (yearLast || yearFirst) && (groups == 3 || !run.gap(2).equals(run.gap(0)));
    }
}

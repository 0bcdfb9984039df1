package io.heed.feedback.redaction;

import org.jspecify.annotations.Nullable;

/**
 * Digits in groups, as they follow each other in a text: at most {@link #MOST_GROUPS} groups with at most three
 * characters of punctuation between two of them.
 */
final class DigitRun {

    private static final int MOST_GROUPS = 9;
    private static final int WIDEST_GAP = 3;

    final int start;
    /** Whether a plus stands before the first digit. */
    final boolean plus;

    private final String text;
    private final int[] starts = new int[MOST_GROUPS];
    private final int[] ends = new int[MOST_GROUPS];
    private int groups;

    private DigitRun(String text, int start, boolean plus) {
        this.text = text;
        this.start = start;
        this.plus = plus;
    }

    /** The run that starts with this character; null when none does. */
    static @Nullable DigitRun at(String text, int start) {
        int i = start;
        boolean plus = text.charAt(i) == '+';
        while (i < text.length() && i - start < 2 && (text.charAt(i) == '+' || text.charAt(i) == '(')) {
            i++;
        }
        if (i == text.length() || !Character.isDigit(text.charAt(i))) {
            return null;
        }
        DigitRun run = new DigitRun(text, start, plus || text.charAt(Math.max(start, i - 1)) == '+');
        run.read(i);
        return run;
    }

    private void read(int firstDigit) {
        int i = firstDigit;
        while (groups < MOST_GROUPS) {
            starts[groups] = i;
            i = endOfGroup(i);
            ends[groups++] = i;
            int gap = 0;
            while (i + gap < text.length() && gap < WIDEST_GAP && isGap(text.charAt(i + gap))) {
                gap++;
            }
            i += gap;
            if (gap == 0 || i == text.length() || !Character.isDigit(text.charAt(i))) {
                return;
            }
        }
    }

    private int endOfGroup(int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    int groups() {
        return groups;
    }

    int size(int group) {
        return ends[group] - starts[group];
    }

    int end(int group) {
        return ends[group];
    }

    /** How many digits the first groups have together. */
    int digits(int upTo) {
        int digits = 0;
        for (int group = 0; group < upTo; group++) {
            digits += size(group);
        }
        return digits;
    }

    /** The digit at this place, counted over the groups from 0; −1 behind the last. */
    int digit(int place) {
        int left = place;
        for (int group = 0; group < groups; group++) {
            if (left < size(group)) {
                return Character.digit(text.charAt(starts[group] + left), 10);
            }
            left -= size(group);
        }
        return -1;
    }

    /** What stands between this group and the next one. */
    String gap(int group) {
        return text.substring(ends[group], starts[group + 1]);
    }

    /** Whether the gaps between the first groups are all the same. */
    boolean evenGaps(int upTo) {
        for (int group = 1; group < upTo - 1; group++) {
            if (!gap(group).equals(gap(0))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGap(char c) {
        return c == ' '
                || c == '-'
                || c == '.'
                || c == '/'
                || c == '('
                || c == ')'
                || c == '\u00A0'
                || c == '\u202F'
                || c == '\u2011'
                || c == '\u2013';
    }
}

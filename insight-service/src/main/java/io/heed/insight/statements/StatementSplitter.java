package io.heed.insight.statements;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a text into the statements in it: at line breaks, at the end of sentences, and inside a sentence where it
 * turns to something else ("…, but …", ";") and both sides can stand alone. What joins two clauses belongs to neither.
 *
 * <p>Bounded: a sentence longer than {@value #LONGEST} characters is cut at a space, and a text yields at most
 * {@value #MOST} statements; what follows them is not read.
 */
public final class StatementSplitter {

    /** The most characters of a statement. */
    static final int LONGEST = 600;

    /** The most statements of a text. */
    static final int MOST = 100;

    private static final int WORDS_TO_STAND_ALONE = 3;

    private static final Pattern LINE = Pattern.compile("[^\\r\\n\\u2028\\u2029]+");

    private static final Pattern JOINT = Pattern.compile(
            // A look at the first letter spares most words the list.
            ";|(?:,\\s*|\\s+)(?=[bhwajmcps])(?:but|however|whereas|although|aber|jedoch|mais|cependant|"
                    + "pero|sin embargo|ma|però|mas|porém|maar|ale|ama)(?:,|(?=\\s))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern EDGE = Pattern.compile("[\\s\\p{Z}\\-–—•*·,;:]+");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}]+)*");

    /** The statements of the text, in its order; empty when it has neither a letter nor any other visible character. */
    public List<Statement> split(UUID signalId, String text) {
        List<Statement> statements = new ArrayList<>();
        Matcher line = LINE.matcher(text);
        while (line.find() && statements.size() < MOST) {
            sentences(signalId, text, line.start(), line.end(), statements);
        }
        return List.copyOf(statements);
    }

    private static void sentences(UUID signalId, String text, int from, int to, List<Statement> into) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text.substring(from, to));
        int start = sentences.first();
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            clauses(signalId, text, from + start, from + end, into);
            start = end;
        }
    }

    private static void clauses(UUID signalId, String text, int from, int to, List<Statement> into) {
        int start = from;
        Matcher joint = JOINT.matcher(text).region(from, to).useTransparentBounds(true);
        while (joint.find()) {
            if (standsAlone(text, start, joint.start()) && standsAlone(text, joint.end(), to)) {
                pieces(signalId, text, start, joint.start(), into);
                start = joint.end();
            }
        }
        pieces(signalId, text, start, to, into);
    }

    private static boolean standsAlone(String text, int from, int to) {
        Matcher word = WORD.matcher(text).region(from, to);
        int words = 0;
        while (words < WORDS_TO_STAND_ALONE && word.find()) {
            words++;
        }
        return words == WORDS_TO_STAND_ALONE;
    }

    private static void pieces(UUID signalId, String text, int from, int to, List<Statement> into) {
        int start = from;
        while (to - start > LONGEST) {
            int end = text.lastIndexOf(' ', start + LONGEST);
            if (end <= start) {
                end = Character.isLowSurrogate(text.charAt(start + LONGEST)) ? start + LONGEST - 1 : start + LONGEST;
            }
            add(signalId, text, start, end, into);
            start = end;
        }
        add(signalId, text, start, to, into);
    }

    private static void add(UUID signalId, String text, int from, int to, List<Statement> into) {
        Matcher edge = EDGE.matcher(text).region(from, to);
        int start = edge.lookingAt() ? edge.end() : from;
        int end = to;
        while (end > start && isTrailing(text.charAt(end - 1))) {
            end--;
        }
        if (end > start && into.size() < MOST) {
            int ordinal = into.size();
            into.add(new Statement(
                    DerivedId.ofStatement(signalId, ordinal), ordinal, start, end, text.substring(start, end)));
        }
    }

    private static boolean isTrailing(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == ',';
    }
}

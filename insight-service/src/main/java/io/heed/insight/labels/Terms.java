package io.heed.insight.labels;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.heed.insight.statements.WordList;

/** Finds the words and phrases in a text that may name what it is about. */
final class Terms {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:['’\\-][\\p{L}\\p{M}]+)*");
    private static final int FILLERS_WITHIN = 2;
    private static final int SHORTEST = 3;

    private record Word(String text, int start, int end) {}

    private final Set<String> stopWords;

    Terms() {
        Set<String> words = new HashSet<>();
        for (String line : WordList.lines(Terms.class, "stop-words.txt")) {
            words.addAll(List.of(line.split("\\s+")));
        }
        stopWords = Set.copyOf(words);
    }

    /** The terms of the text, in its order; the same one may come several times. */
    List<Term> of(String text) {
        String small = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        List<Term> terms = new ArrayList<>();
        Matcher matcher = WORD.matcher(small);
        @Nullable Word before = null;
        int between = 0;
        while (matcher.find()) {
            Word word = new Word(matcher.group(), matcher.start(), matcher.end());
            if (!isTelling(word.text()) || isRemoved(small, word)) {
                between++;
                continue;
            }
            terms.add(new Term(List.of(Stem.of(word.text())), word.text()));
            if (before != null && between <= FILLERS_WITHIN && isRunning(small, before.end(), word.start())) {
                String first = Stem.of(before.text());
                String second = Stem.of(word.text());
                if (!first.equals(second)) {
                    terms.add(new Term(List.of(first, second), small.substring(before.start(), word.end())));
                }
            }
            before = word;
            between = 0;
        }
        return terms;
    }

    /** A phrase does not reach over punctuation. */
    private static boolean isRunning(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char character = text.charAt(i);
            if (!Character.isLetter(character) && character != ' ' && character != '\'') {
                return false;
            }
        }
        return true;
    }

    /** What stands for words that were taken out: "[email]", "xxxx". */
    private static boolean isRemoved(String text, Word word) {
        return (word.start() > 0 && text.charAt(word.start() - 1) == '[')
                || word.text().codePoints().distinct().count() == 1;
    }

    private boolean isTelling(String word) {
        return (word.length() >= SHORTEST || Character.isIdeographic(word.codePointAt(0))) && !stopWords.contains(word);
    }
}

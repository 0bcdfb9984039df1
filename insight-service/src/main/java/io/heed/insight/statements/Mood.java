package io.heed.insight.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;

/**
 * How a statement sounds and how bad it would be if it were so. Both are whole hundredths, so that sums over a theme
 * are exact.
 *
 * <p>A first reading by word lists of our own: no irony, no grammar beyond a negation up to three words before.
 */
public final class Mood {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:'\\p{L}+)*");
    private static final int NEGATION_REACHES = 3;

    private static final double WORDS_OF_DANGER = 0.9;
    private static final double WORDS_OF_HARM = 0.6;
    private static final double LOWEST_RATING = 0.4;

    private final Set<String> good;
    private final Set<String> bad;
    private final Set<String> not;
    private final Set<String> strong;
    private final Set<String> danger;
    private final Set<String> harm;

    public Mood() {
        Map<String, Set<String>> words = WordList.groups(Mood.class, "mood-words.txt");
        this.good = words.getOrDefault("good", Set.of());
        this.bad = words.getOrDefault("bad", Set.of());
        this.not = words.getOrDefault("not", Set.of());
        this.strong = words.getOrDefault("strong", Set.of());
        this.danger = words.getOrDefault("danger", Set.of());
        this.harm = words.getOrDefault("harm", Set.of());
    }

    /**
     * −100 (worst) … 100 (best). The words count for 60 % and the signal's rating for 40 % where there are both; a rating
     * alone counts fully, and so do words alone.
     *
     * @param words as {@link #wordsOf} finds them
     */
    public int sentiment(List<String> words, @Nullable Rating rating) {
        double score = 0;
        int found = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int sign = good.contains(word) ? 1 : bad.contains(word) ? -1 : 0;
            if (sign != 0) {
                // A denied praise blames fully; a denied blame ("no delay", "not bad") praises only half.
                double turned = isDenied(words, i) ? (sign > 0 ? -1 : 0.5) : sign;
                score += turned * (i > 0 && strong.contains(words.get(i - 1)) ? 1.5 : 1);
                found++;
            }
        }
        double spoken = found == 0 ? 0 : score / Math.sqrt(score * score + 1.5);
        double rated = rating == null ? 0 : rated(rating);
        if (rating == null) {
            return hundredths(spoken);
        }
        return hundredths(found == 0 ? rated : 0.6 * spoken + 0.4 * rated);
    }

    /** 0 … 100: the worst of what it says, what it was rated and what the organisation is obliged to. High from 80. */
    public int severity(List<String> words, @Nullable Rating rating, Obligation obligation) {
        double severity = obliged(obligation);
        if (rating != null && isLowest(rating)) {
            severity = Math.max(severity, LOWEST_RATING);
        }
        for (int i = 0; i < words.size(); i++) {
            if (!isDenied(words, i)) {
                String word = words.get(i);
                severity = Math.max(severity, danger.contains(word) ? WORDS_OF_DANGER : 0);
                severity = Math.max(severity, harm.contains(word) ? WORDS_OF_HARM : 0);
            }
        }
        return hundredths(severity);
    }

    private static double obliged(Obligation obligation) {
        return switch (obligation) {
            case NONE -> 0;
            case COMPLAINT -> 0.6;
            case SAFETY, SAFEGUARDING -> 0.9;
        };
    }

    private static double rated(Rating rating) {
        return switch (rating.scale()) {
            // Detractors end at 6: the passives' 7 and 8 are the middle.
            case NPS -> rating.value() <= 6 ? (rating.value() - 7.5) / 7.5 : (rating.value() - 7.5) / 2.5;
            case CSAT, STARS -> (rating.value() - 3) / 2.0;
            case CES -> (rating.value() - 4) / 3.0;
        };
    }

    private static boolean isLowest(Rating rating) {
        return switch (rating.scale()) {
            case NPS -> rating.value() <= 3;
            case CSAT, STARS -> rating.value() <= 1;
            case CES -> rating.value() <= 2;
        };
    }

    private boolean isDenied(List<String> words, int index) {
        for (int i = Math.max(0, index - NEGATION_REACHES); i < index; i++) {
            if (not.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** The words of a statement in its order, in small letters. */
    public static List<String> wordsOf(String statement) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(statement.toLowerCase(Locale.ROOT).replace('’', '\''));
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private static int hundredths(double value) {
        return Math.toIntExact(Math.round(value * 100));
    }
}

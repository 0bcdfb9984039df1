package io.heed.insight.statements;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.heed.contracts.SilentReason;

/**
 * Tells statements that say nothing anybody could act on ("n/a", "nothing, all good thanks", "keine") from those that
 * do. When in doubt a statement speaks: a problem that is taken for silence is worse than a silence too many.
 *
 * <p>Whole phrases in several languages, and for English also any statement that is made of empty words only. General
 * praise is silence; praise that names what it praises is not.
 */
public final class Silence {

    private static final Pattern TOKEN = Pattern.compile("n/a|[\\p{L}\\p{M}\\p{N}]+(?:['/][\\p{L}\\p{N}]+)*|[.,!?;:]");

    private static final int MOST_WORDS = 16;

    private final Set<String> phrases;
    private final Map<String, Set<String>> words;
    private final Set<String> known;

    public Silence() {
        this.phrases = Set.copyOf(WordList.lines(Silence.class, "silent-phrases.txt"));
        this.words = WordList.groups(Silence.class, "silent-words.txt");
        this.known = words.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Why the statement belongs to no theme; empty when it says something. */
    public Optional<SilentReason> of(String statement) {
        if (isLong(statement)) {
            return Optional.empty();
        }
        List<String> tokens = TOKEN.matcher(Normalizer.normalize(statement, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replace('’', '\''))
                .results()
                .map(MatchResult::group)
                .toList();
        List<String> said = tokens.stream().filter(Silence::isWord).toList();
        if (said.stream().noneMatch(Silence::tells)) {
            return Optional.of(SilentReason.TOO_SHORT);
        }
        if (said.size() > MOST_WORDS) {
            return Optional.empty();
        }
        if (phrases.contains(String.join(" ", withoutThanks(said))) || isEmptyTalk(tokens, said)) {
            return Optional.of(SilentReason.SAYS_NOTHING);
        }
        return said.stream().allMatch(in("filler")) && said.size() <= 2
                ? Optional.of(SilentReason.TOO_SHORT)
                : Optional.empty();
    }

    /** Whether more than {@value #MOST_WORDS} stretches between spaces have two letters in a row, so as many words tell. */
    private static boolean isLong(String statement) {
        int words = 0;
        int letters = 0;
        for (int i = 0; i < statement.length() && words <= MOST_WORDS; i++) {
            char character = statement.charAt(i);
            if (character == ' ') {
                letters = 0;
            } else if (letters < 2) {
                letters = Character.isLetter(character) ? letters + 1 : 0;
                words += letters == 2 ? 1 : 0;
            }
        }
        return words > MOST_WORDS;
    }

    private boolean isEmptyTalk(List<String> tokens, List<String> said) {
        if (!said.stream().allMatch(word -> known.contains(word) || word.equals("no"))) {
            return false;
        }
        boolean praises = said.stream().anyMatch(in("praise"));
        boolean saysNothing = said.stream().anyMatch(in("nothing"));
        boolean thanks = said.stream().allMatch(in("thanks")) && said.stream().anyMatch(word -> word.startsWith("th"));
        boolean denies = said.stream().anyMatch(in("not"));
        boolean denied = false;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equals("no")) {
                boolean stands = i + 1 == tokens.size() || !isWord(tokens.get(i + 1));
                if (!stands
                        && !in("asked").test(tokens.get(i + 1))
                        && !in("thanks").test(tokens.get(i + 1))
                        && !in("nothing").test(tokens.get(i + 1))) {
                    return false;
                }
                denied = true;
            }
        }
        if (praises) {
            return !denies && !praisedNothing(tokens);
        }
        if (saysNothing
                && said.stream().anyMatch(in("outcome"))
                && said.stream().noneMatch(in("possible"))) {
            return false;
        }
        // "Can't think of anything", "no problems", "thank you", "couldn't have been better".
        boolean asked = said.stream().anyMatch(in("asked"))
                || (said.stream().anyMatch(in("compared")) && said.stream().anyMatch(in("modal")));
        return saysNothing || denied || thanks || (denies && asked);
    }

    /** "Nothing was good" is not "nothing, it was good". */
    private boolean praisedNothing(List<String> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (in("nothing").test(tokens.get(i))
                    && Set.of("was", "is", "were", "good", "well", "nice").contains(tokens.get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private Predicate<String> in(String group) {
        return words.getOrDefault(group, Set.of())::contains;
    }

    private List<String> withoutThanks(List<String> said) {
        int from = 0;
        int to = said.size();
        Set<String> thanks = words.getOrDefault("thanks-anywhere", Set.of());
        while (from < to && thanks.contains(said.get(from))) {
            from++;
        }
        while (to > from && thanks.contains(said.get(to - 1))) {
            to--;
        }
        return said.subList(from, to);
    }

    private static boolean isWord(String token) {
        return Character.isLetterOrDigit(token.codePointAt(0));
    }

    /** One Latin letter or a bare number tells nothing; one Chinese character may. */
    private static boolean tells(String word) {
        return word.codePoints().anyMatch(Character::isLetter)
                && (word.length() > 1 || Character.isIdeographic(word.codePointAt(0)));
    }
}

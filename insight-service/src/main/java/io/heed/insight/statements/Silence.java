package io.heed.insight.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.heed.contracts.SilentReason;

/**
 * Tells statements that say nothing anybody could act on ("n/a", "nothing, all good thanks", "keine") from those that
 * do. When in doubt a statement speaks: a problem that is taken for silence is worse than a silence too many.
 *
 * <p>Whole phrases in many languages, and clauses that are made of empty words only ({@link EmptyTalk},
 * {@link EnglishTalk}). General praise is silence; praise that names what it praises is not, nor is any beside a face
 * that is not happy.
 */
public final class Silence {

    private static final Pattern TOKEN = Pattern.compile(
            "n/[ad](?![\\p{L}\\p{N}])|[\\p{L}\\p{M}\\p{N}]+(?:['/][\\p{L}\\p{N}]+)*|[.,!?;:()、。،؛]|؟|(?<=\\s)[-–—|](?=\\s)");

    private static final Pattern UNHAPPY =
            Pattern.compile("[:;=]['-]?[(\\[]|[😡🤬😠👎😢😭🙄😤🤮🤢💩😞😒😕🙁😔😩😫💔🤦😑😐🤡🖕]|☹");

    private static final int MOST_WORDS = 16;

    private final Set<String> phrases = WordList.lines(Silence.class, "silent-phrases.txt").stream()
            .map(Spelling::of)
            .collect(Collectors.toSet());
    private final Set<String> thanks = WordList.lines(Silence.class, "silent-thanks.txt").stream()
            .map(Spelling::of)
            .collect(Collectors.toSet());
    private final EnglishTalk english = new EnglishTalk();
    private final List<EmptyTalk> languages = WordList.lines(Silence.class, "silent/languages.txt").stream()
            .map(EmptyTalk::of)
            .toList();

    /** Why the statement belongs to no theme; empty when it says something. */
    public Optional<SilentReason> of(String statement) {
        if (isLong(statement)) {
            return Optional.empty();
        }
        List<String> tokens = TOKEN.matcher(Spelling.of(statement))
                .results()
                .map(MatchResult::group)
                .map(token -> token.equals("؟") ? "?" : token)
                .toList();
        List<String> said = tokens.stream().filter(Silence::isWord).toList();
        boolean tells = said.stream().anyMatch(Silence::tells);
        boolean unhappy = tells && UNHAPPY.matcher(statement).find();
        if (!unhappy && said.size() <= MOST_WORDS && saysNothing(tokens, said)) {
            return Optional.of(SilentReason.SAYS_NOTHING);
        }
        return !tells || (english.fills(said) && said.size() <= 2)
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

    private boolean saysNothing(List<String> tokens, List<String> said) {
        if (said.isEmpty()) {
            return false;
        }
        boolean asks = tokens.contains("?");
        return isPhrase(said, asks)
                || english.says(tokens)
                || clauses(tokens).stream().allMatch(clause -> saysNothing(clause, asks));
    }

    private boolean saysNothing(List<String> clause, boolean asks) {
        return isPhrase(clause, asks)
                || (!asks && english.says(clause))
                || languages.stream().anyMatch(language -> language.says(clause, asks));
    }

    private boolean isPhrase(List<String> said, boolean asks) {
        return !asks && phrases.contains(String.join(" ", withoutThanks(said)));
    }

    private static List<List<String>> clauses(List<String> tokens) {
        List<List<String>> clauses = new ArrayList<>();
        List<String> clause = new ArrayList<>();
        for (String token : tokens) {
            if (isWord(token)) {
                clause.add(token);
            } else if (!clause.isEmpty()) {
                clauses.add(List.copyOf(clause));
                clause.clear();
            }
        }
        if (!clause.isEmpty()) {
            clauses.add(clause);
        }
        return clauses;
    }

    private List<String> withoutThanks(List<String> said) {
        int from = 0;
        int to = said.size();
        while (from < to && thanks.contains(said.get(from))) {
            from++;
        }
        while (to > from && thanks.contains(said.get(to - 1))) {
            to--;
        }
        return said.subList(from, to);
    }

    static boolean isWord(String token) {
        return Character.isLetterOrDigit(token.codePointAt(0));
    }

    /** One Latin letter or a bare number tells nothing; one Chinese character may. */
    private static boolean tells(String word) {
        return word.codePoints().anyMatch(Character::isLetter)
                && (word.length() > 1 || Character.isIdeographic(word.codePointAt(0)));
    }
}

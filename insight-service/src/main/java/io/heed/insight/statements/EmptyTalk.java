package io.heed.insight.statements;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The clauses of one language that are made of empty words only. A word that stands in no list, a denial among them,
 * makes a clause speak. What remains says nothing in one of four ways:
 *
 * <ul>
 *   <li>{@code nothing}, among {@code asked}, what forms ask for: "keine Anmerkungen", "nada que decir";
 *   <li>{@code praise}, among {@code praised}, which names nothing: "war alles sehr gut". Beside "nothing" it may
 *       complain ("nichts war gut") and speaks, unless praise of {@code all} begins after it: "nichts alles gut";
 *   <li>{@code no}, where the language has a word for it that denies nothing that follows: "nein";
 *   <li>{@code thanks}, with {@code thanking} around it, also at either end of the others.
 * </ul>
 *
 * <p>Words that say what something is for are left out of all lists: "danke für nichts" is no thanks.
 */
final class EmptyTalk {

    private final Map<String, Set<String>> groups;
    private final @Nullable Pattern word;

    private EmptyTalk(Map<String, Set<String>> groups) {
        this.groups = groups;
        this.word = groups.containsKey("unspaced") ? anyOf(groups) : null;
    }

    /** By the lists of the language, a code of two letters. */
    static EmptyTalk of(String language) {
        Map<String, Set<String>> groups = new HashMap<>();
        WordList.groups(EmptyTalk.class, "silent/" + language + ".txt")
                .forEach((name, words) ->
                        groups.put(name, words.stream().map(Spelling::of).collect(Collectors.toSet())));
        return new EmptyTalk(groups);
    }

    private static Pattern anyOf(Map<String, Set<String>> groups) {
        return Pattern.compile(groups.values().stream()
                .flatMap(Set::stream)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    /**
     * Whether the clause says nothing.
     *
     * @param asks whether it stands before a question mark, where praise is none
     */
    boolean says(List<String> clause, boolean asks) {
        List<String> words = withoutThanks(words(clause));
        if (words.isEmpty()) {
            return true;
        }
        if (all(words, in("no"))) {
            return true;
        }
        if (all(words, in("nothing").or(in("no")).or(in("asked")))
                && words.stream().anyMatch(in("nothing"))) {
            return true;
        }
        if (all(words, in("praise").or(in("praised")).or(in("all")))
                && words.stream().anyMatch(in("praise"))) {
            return !asks;
        }
        for (int i = 1; i < words.size(); i++) {
            if (in("all").test(words.get(i)) && says(words.subList(0, i), asks)) {
                return says(words.subList(i, words.size()), asks);
            }
        }
        return false;
    }

    /** The clause's words, also where they are written without spaces; the longest that are known first. */
    private List<String> words(List<String> clause) {
        if (word == null) {
            return clause;
        }
        List<String> words = new ArrayList<>();
        for (String run : clause) {
            Matcher next = word.matcher(run);
            int at = 0;
            while (at < run.length() && next.region(at, run.length()).lookingAt()) {
                words.add(next.group());
                at = next.end();
            }
            if (at < run.length()) {
                words.add(run.substring(at));
            }
        }
        return words;
    }

    private List<String> withoutThanks(List<String> words) {
        Predicate<String> thanks = in("thanks").or(in("thanking"));
        int from = 0;
        while (from < words.size() && thanks.test(words.get(from))) {
            from++;
        }
        if (words.subList(0, from).stream().noneMatch(in("thanks"))) {
            from = 0;
        }
        int to = words.size();
        while (to > from && thanks.test(words.get(to - 1))) {
            to--;
        }
        if (words.subList(to, words.size()).stream().noneMatch(in("thanks"))) {
            to = words.size();
        }
        return words.subList(from, to);
    }

    private static boolean all(List<String> words, Predicate<String> are) {
        return words.stream().allMatch(are);
    }

    private Predicate<String> in(String group) {
        return groups.getOrDefault(group, Set.of())::contains;
    }
}

package io.heed.insight.statements;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * English statements that are made of empty words only ("can't think of anything that could be improved"). English has
 * rules of its own, since its statements that say nothing are the longest: what denies is allowed where it denies what
 * a form asks for, and refused where it denies praise.
 */
final class EnglishTalk {

    private static final Set<String> WISHES = Set.of("would", "could", "should", "might", "must", "to");

    private final Map<String, Set<String>> words = new HashMap<>();
    private final Set<String> known;

    EnglishTalk() {
        WordList.groups(EnglishTalk.class, "silent-words.txt")
                .forEach((name, group) ->
                        words.put(name, group.stream().map(Spelling::of).collect(Collectors.toSet())));
        this.known = words.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Whether these words and punctuation marks say nothing. */
    boolean says(List<String> tokens) {
        List<String> said = tokens.stream().filter(Silence::isWord).toList();
        if (said.isEmpty()
                || !said.stream().allMatch(word -> known.contains(word) || word.equals("no"))
                || pairs(tokens, Set.of("for")::contains, in("nothing"))) {
            return false;
        }
        boolean saysNothing = said.stream().anyMatch(in("nothing"));
        boolean thanks = said.stream().allMatch(in("thanks")) && said.stream().anyMatch(word -> word.startsWith("th"));
        boolean denies = said.stream().anyMatch(in("not"));
        boolean denied = said.contains("no");
        if (denied && pairs(tokens, "no"::equals, this::isWanted)) {
            return false;
        }
        if (said.stream().anyMatch(in("praise"))) {
            return !denies
                    && !tokens.contains("?")
                    && !praisedNothing(tokens)
                    && (saysNothing || denied || !wishes(said));
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

    /** Whether the words are fillers, which tell too little; "more time" asks for something. */
    boolean fills(List<String> said) {
        return said.stream().allMatch(in("filler")) && (said.size() == 1 || !said.contains("more"));
    }

    /** What it is bad to have none of: "no problems" says nothing, "no help" does. */
    private boolean isWanted(String token) {
        return Silence.isWord(token)
                && !in("asked").or(in("thanks")).or(in("nothing")).test(token);
    }

    /** "Nothing was good" is not "nothing, it was good". */
    private boolean praisedNothing(List<String> tokens) {
        return pairs(tokens, in("nothing"), Set.of("was", "is", "were", "good", "well", "nice")::contains)
                || (tokens.size() == 2 && pairs(tokens, in("nothing"), in("praise")));
    }

    /** "Would be great", "needs to be the best" are not so yet. */
    private boolean wishes(List<String> said) {
        for (int i = 0; i + 2 < said.size(); i++) {
            if (WISHES.contains(said.get(i))
                    && said.get(i + 1).equals("be")
                    && said.subList(i + 2, Math.min(i + 4, said.size())).stream()
                            .anyMatch(in("praise"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean pairs(List<String> tokens, Predicate<String> one, Predicate<String> next) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (one.test(tokens.get(i)) && next.test(tokens.get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private Predicate<String> in(String group) {
        return words.getOrDefault(group, Set.of())::contains;
    }
}

package io.heed.insight.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses a theme's label: the terms that many of its people use and few others do. A term scores p · ln(p ÷ q), p the
 * share of the theme's people who use it and q its share of all statements (the pointwise part of the Kullback–Leibler
 * divergence); a phrase that people use as one counts half as much again, since it reads better than its words apart.
 *
 * <p>Only forms that at least {@value #PEOPLE} people used are eligible, so that no single voice is quoted in a label. A
 * label once given stays until another scores clearly better or its own words lose their people.
 */
final class ChooseLabel {

    /** How many people must have used a word. */
    static final int PEOPLE = 3;

    private static final int LEAST_TERMS = 2;
    private static final int MOST_TERMS = 4;
    private static final int MOST_KEYWORDS = 8;
    private static final double PHRASE = 1.5;
    private static final double WEAKEST = 0.4;
    private static final double STAYS = 0.75;

    /** The people of a term, all in all and by the form in which they used it. */
    private static final class Users {
        final Set<String> all = new HashSet<>();
        final Map<String, Set<String>> bySurface = new HashMap<>();
    }

    private record Candidate(Term term, double score) {}

    private final Terms terms;

    ChooseLabel(Terms terms) {
        this.terms = terms;
    }

    /**
     * The label for what was said.
     *
     * @param current the label it has, empty if none
     */
    Label of(List<Said> said, CorpusWords corpus, String current) {
        List<Candidate> candidates = candidates(said, corpus);
        if (candidates.isEmpty()) {
            return Label.NONE;
        }
        List<Candidate> chosen = choose(candidates);
        String text = String.join(
                ", ", chosen.stream().map(choice -> choice.term().surface()).toList());
        List<String> keywords = candidates.stream()
                .filter(candidate -> !candidate.term().isPhrase())
                .limit(MOST_KEYWORDS)
                .map(candidate -> candidate.term().surface())
                .toList();
        return new Label(stays(current, candidates, chosen) ? current : text, keywords);
    }

    private List<Candidate> candidates(List<Said> said, CorpusWords corpus) {
        Map<List<String>, Users> users = new HashMap<>();
        Set<String> people = new HashSet<>();
        for (Said one : said) {
            people.add(one.person());
            for (Term term : terms.of(one.text())) {
                Users of = users.computeIfAbsent(term.stems(), unseen -> new Users());
                of.all.add(one.person());
                of.bySurface
                        .computeIfAbsent(term.surface(), unseen -> new HashSet<>())
                        .add(one.person());
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        users.forEach((stems, of) -> of.bySurface.entrySet().stream()
                .filter(form -> form.getValue().size() >= PEOPLE)
                .max(Comparator.comparing((Map.Entry<String, Set<String>> form) ->
                                form.getValue().size())
                        .thenComparing(
                                Map.Entry.<String, Set<String>>comparingByKey().reversed()))
                .ifPresent(form -> {
                    Term term = new Term(stems, form.getKey());
                    int using = term.isPhrase() ? form.getValue().size() : of.all.size();
                    double share = (double) using / people.size();
                    double score = share * Math.log(share / corpus.share(stems)) * (term.isPhrase() ? PHRASE : 1);
                    if (score > 0) {
                        candidates.add(new Candidate(term, score));
                    }
                }));
        candidates.sort(Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(candidate -> candidate.term().surface()));
        return candidates;
    }

    /** The best two where there are two, and more that are not much weaker than the first; none with a stem twice. */
    private static List<Candidate> choose(List<Candidate> candidates) {
        List<Candidate> chosen = new ArrayList<>();
        Set<String> stems = new LinkedHashSet<>();
        for (Candidate candidate : candidates) {
            boolean weak = candidate.score() < WEAKEST * candidates.getFirst().score();
            if (chosen.size() == MOST_TERMS || (weak && chosen.size() >= LEAST_TERMS)) {
                break;
            }
            if (candidate.term().stems().stream().noneMatch(stems::contains)) {
                chosen.add(candidate);
                stems.addAll(candidate.term().stems());
            }
        }
        return chosen;
    }

    private static boolean stays(String current, List<Candidate> candidates, List<Candidate> chosen) {
        if (current.isEmpty()) {
            return false;
        }
        Map<String, Double> scores = new HashMap<>();
        candidates.forEach(candidate -> scores.put(candidate.term().surface(), candidate.score()));
        double now = 0;
        for (String surface : current.split(", ", -1)) {
            Double score = scores.get(surface);
            if (score == null) {
                return false;
            }
            now += score;
        }
        return now >= STAYS * chosen.stream().mapToDouble(Candidate::score).sum();
    }
}

package io.heed.insight.labels;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How common terms are in all that is said: what everybody says all the time names nothing. */
final class CorpusWords {

    private final Map<List<String>, Integer> statements = new HashMap<>();
    private final int size;

    private CorpusWords(int size) {
        this.size = size;
    }

    /** Counts the terms of a sample of all statements. */
    static CorpusWords of(List<String> sample, Terms terms) {
        CorpusWords corpus = new CorpusWords(sample.size());
        for (String text : sample) {
            Set<List<String>> met = new HashSet<>();
            for (Term term : terms.of(text)) {
                if (met.add(term.stems())) {
                    corpus.statements.merge(term.stems(), 1, Integer::sum);
                }
            }
        }
        corpus.statements.values().removeIf(count -> count == 1);
        return corpus;
    }

    /** The share of statements with the term, 0…1, a little more than counted: nothing is impossible. */
    double share(List<String> stems) {
        return (statements.getOrDefault(stems, 0) + 1.0) / (size + 20.0);
    }
}

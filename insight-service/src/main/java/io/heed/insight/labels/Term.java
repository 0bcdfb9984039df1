package io.heed.insight.labels;

import java.util.List;

/**
 * A word, or two words as they were written with what little stood between them ("cost of parking").
 *
 * @param stems what it is counted by: one stem or two, whatever the inflection
 * @param surface as it was written, in small letters
 */
record Term(List<String> stems, String surface) {

    Term {
        stems = List.copyOf(stems);
    }

    boolean isPhrase() {
        return stems.size() > 1;
    }
}

package io.heed.insight.labels;

/**
 * Brings the inflections of an English word together, roughly: "waits", "waited" and "waiting" are one. Only ever used
 * to count and to avoid repetition, never shown.
 */
final class Stem {

    private static final int SHORTEST = 3;

    private Stem() {}

    static String of(String word) {
        String stem = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        if (stem.endsWith("ies") && stem.length() > 4) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us") && stem.length() > SHORTEST) {
            stem = stem.substring(0, stem.length() - 1);
        }
        stem = without(stem, "ing");
        stem = without(stem, "ed");
        return stem.endsWith("e") && stem.length() > SHORTEST ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String without(String word, String ending) {
        int length = word.length() - ending.length();
        if (!word.endsWith(ending) || length < SHORTEST) {
            return word;
        }
        boolean doubled = word.charAt(length - 1) == word.charAt(length - 2) && word.charAt(length - 1) != 'l';
        return word.substring(0, doubled && length > SHORTEST ? length - 1 : length);
    }
}

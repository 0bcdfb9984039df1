package io.heed.insight.statements;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What differently written words have in common: people leave out capitals and accents, and write apostrophes and
 * full stops in the width of their keyboard. Marks that make another letter ("が", "नी") stay.
 */
final class Spelling {

    // Accents of Latin, Greek and Cyrillic letters; vowel signs and lengthening of Arabic; the dot of Hindi's borrowed
    // sounds.
    private static final Pattern ACCENT = Pattern.compile("[\\u0300-\\u036F\\u0640\\u064B-\\u0655\\u0670\\u093C]");

    private Spelling() {}

    /** The text in small letters without accents. */
    static String of(String text) {
        String small = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String bare = ACCENT.matcher(Normalizer.normalize(small, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('’', '\'')
                .replace('ı', 'i')
                .replace('ł', 'l')
                .replace('ø', 'o')
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace('ى', 'ي')
                .replace('ة', 'ه')
                .replace('ँ', 'ं');
        return Normalizer.normalize(bare, Normalizer.Form.NFC);
    }
}

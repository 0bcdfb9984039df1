package io.heed.action.ownership;

import java.util.Locale;

/**
 * A glob: {@code *} stands for any characters or none, {@code ?} for exactly one, everything else for itself, without
 * regard to case. Never a regular expression, and matched in time proportional to pattern × text at worst.
 */
record Glob(String pattern) {

    /** Whether the whole text matches. */
    boolean matches(String text) {
        String glob = pattern.toLowerCase(Locale.ROOT);
        String lower = text.toLowerCase(Locale.ROOT);
        int inGlob = 0;
        int inText = 0;
        int lastStar = -1;
        int resumeAt = 0;
        while (inText < lower.length()) {
            if (inGlob < glob.length() && glob.charAt(inGlob) == '*') {
                lastStar = inGlob++;
                resumeAt = inText;
            } else if (inGlob < glob.length()
                    && (glob.charAt(inGlob) == '?' || glob.charAt(inGlob) == lower.charAt(inText))) {
                inGlob++;
                inText++;
            } else if (lastStar >= 0) {
                inGlob = lastStar + 1;
                inText = ++resumeAt;
            } else {
                return false;
            }
        }
        return glob.chars().skip(inGlob).allMatch(rest -> rest == '*');
    }
}

package io.heed.insight.themes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose vectors are summed up in the theme space: an encoder's name and version, and which change of encoder it came
 * with, so that vectors of an earlier term of the same encoder, which are in no sum any more, can't be taken for its own.
 *
 * @param stored {@code name/version}, from the first change on followed by {@code #number}. A release that knows no
 *     numbers takes that for another encoder than its own, as it must
 */
record EncoderTerm(String stored) {

    private static final Pattern NUMBERED = Pattern.compile("(.+)#(\\d+)", Pattern.DOTALL);

    /** What is made of the encoder's vectors before they are stored: a share of the text's other statements. */
    private static final String MAKING = "+siblings";

    boolean isOf(String encoder) {
        Matcher numbered = NUMBERED.matcher(stored);
        return stored.equals(encoder)
                || (numbered.matches() && numbered.group(1).equals(encoder));
    }

    /** The term of an encoder that takes over. */
    EncoderTerm next(String encoder) {
        Matcher numbered = NUMBERED.matcher(stored);
        long number = numbered.matches() ? Long.parseLong(numbered.group(2)) : 0;
        return new EncoderTerm(encoder + "#" + (number + 1));
    }

    /** What stands beside a vector that is made now. */
    String version() {
        return stored + MAKING;
    }

    /** Whether vectors of this version are in the sums; those of the release before are, without shares of siblings. */
    boolean counts(String version) {
        return version.equals(stored) || version.equals(version());
    }
}

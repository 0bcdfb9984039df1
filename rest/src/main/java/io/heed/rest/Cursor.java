package io.heed.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a page ended, opaque to the caller: the sort values of its last item. */
public final class Cursor {

    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    /** A cursor that {@link #decode} gives back as these parts. */
    public static String encode(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The parts of a cursor.
     *
     * @param parts how many there must be
     * @throws ProblemException 400 when it is not a cursor of that many parts
     */
    public static List<String> decode(String cursor, int parts) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> found = List.of(text.split(SEPARATOR, -1));
            if (found.size() == parts) {
                return found;
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below, like every other text that is not a cursor of ours
        }
        throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer to the same question");
    }
}

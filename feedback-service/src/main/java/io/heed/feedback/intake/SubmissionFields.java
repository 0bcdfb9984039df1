package io.heed.feedback.intake;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.heed.rest.Violation;
import io.heed.rest.Words;

/**
 * The fields of a submission, or of one object in it, read one by one, whatever form they came in: what is wrong with one
 * is noted under the name that its writer gave it, and what nobody asked for is refused in the end.
 */
abstract sealed class SubmissionFields permits JsonFields, CellFields {

    private final List<Violation> violations;

    SubmissionFields(List<Violation> violations) {
        this.violations = violations;
    }

    /** Text of 1 to {@code most} characters (code points), without U+0000 and without white space around it. */
    abstract @Nullable String text(String name, int most);

    abstract @Nullable Integer wholeNumber(String name);

    /** Whether it is there and says so. */
    abstract boolean flag(String name);

    /** A value from a closed list, as it is written; null when absent, and {@code ""} where it can be none. */
    abstract @Nullable String word(String name);

    /** The fields of an object inside; null when there is none. */
    abstract @Nullable SubmissionFields object(String name);

    /** Names to values. */
    abstract Map<String, String> named(String name, int mostEntries, int mostOfName, int mostOfValue);

    /** Refuses every field that was not asked for, by name. */
    abstract void refuseOthers();

    /** A field as whoever wrote it would look for it. */
    abstract String shownName(String name);

    abstract boolean has(String name);

    /** Text that has to be there. */
    String requiredText(String name, int most) {
        if (!has(name)) {
            return refused(name, "is required: 1 to " + most + " characters", "");
        }
        String text = text(name, most);
        return text == null ? "" : text;
    }

    /** What one of these words stands for. */
    <E extends Enum<E>> @Nullable E oneOf(String name, Words<E> words) {
        String word = word(name);
        if (word == null) {
            return null;
        }
        E value = words.value(word);
        return value == null ? refused(name, "must be one of " + String.join(", ", words.all()), null) : value;
    }

    /** How much is wrong so far, in the whole submission. */
    int violations() {
        return violations.size();
    }

    /** Notes what is wrong with a field. */
    void refuse(String name, String message) {
        violations.add(new Violation(shownName(name), message));
    }

    <T extends @Nullable Object> T refused(String name, String message, T instead) {
        refuse(name, message);
        return instead;
    }

    List<Violation> noted() {
        return violations;
    }

    /** The text without U+0000 and white space around it; null, and noted, when that is not of 1 to {@code most}. */
    @Nullable
    String clean(String field, String raw, int most) {
        String text = raw.indexOf('\0') < 0 ? raw : raw.replace("\0", "");
        text = text.strip();
        if (text.isEmpty() || (text.length() > most && text.codePointCount(0, text.length()) > most)) {
            return refused(field, "must have 1 to " + most + " characters", null);
        }
        return text;
    }
}

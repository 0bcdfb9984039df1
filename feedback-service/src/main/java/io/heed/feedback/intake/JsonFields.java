package io.heed.feedback.intake;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.heed.rest.Violation;

/** The fields of a JSON object, named by their path. An explicit null is the same as an absent field. */
final class JsonFields extends SubmissionFields {

    private static final int MOST_NAMED = 50;
    /** As many fields as are asked for. */
    private static final int MOST_OF_SUBMISSION = 15;

    private static final int MOST_OF_PART = 2;
    private static final int MOST_SHOWN = 64;
    private static final String TWICE = "is there twice";

    private final String path;
    private final SubmittedObject object;
    /** Every field that was asked for, whether or not it is there. */
    private String[] known;

    private int asked;
    private int found;
    private String last = "";

    JsonFields(String path, SubmittedObject object, List<Violation> violations) {
        super(violations);
        this.path = path;
        this.object = object;
        this.known = new String[path.isEmpty() ? MOST_OF_SUBMISSION : MOST_OF_PART];
    }

    @Override
    String shownName(String name) {
        return path + name;
    }

    @Override
    boolean has(String name) {
        return value(name) != null;
    }

    @Override
    @Nullable
    String text(String name, int most) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        return value instanceof String text ? clean(name, text, most) : refused(name, "must be a string", null);
    }

    @Override
    @Nullable
    Integer wholeNumber(String name) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        return value instanceof Integer number ? number : refused(name, "must be a whole number", null);
    }

    @Override
    boolean flag(String name) {
        Object value = value(name);
        if (value == null) {
            return false;
        }
        return value instanceof Boolean flag ? flag : refused(name, "must be true or false", false);
    }

    @Override
    @Nullable
    String word(String name) {
        Object value = value(name);
        return value == null ? null : value instanceof String text ? text : "";
    }

    @Override
    @Nullable
    SubmissionFields object(String name) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        return value instanceof SubmittedObject inner
                ? new JsonFields(path + name + ".", inner, noted())
                : refused(name, "must be an object", null);
    }

    /** A number or a truth value counts as its text. */
    @Override
    Map<String, String> named(String name, int mostEntries, int mostOfName, int mostOfValue) {
        Object value = value(name);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof SubmittedObject named) || named.size() > mostEntries) {
            return refused(name, "must be an object of at most " + mostEntries + " names", Map.of());
        }
        Map<String, String> entries = LinkedHashMap.newLinkedHashMap(named.size());
        for (int i = 0; i < named.size(); i++) {
            String field = name + "." + shown(named.name(i));
            String key = clean(field, named.name(i), mostOfName);
            String written = written(named.value(i));
            if (written == null) {
                refuse(field, "must be a string");
            } else if (key != null) {
                String text = clean(field, written, mostOfValue);
                if (text != null && entries.put(key, text) != null) {
                    refuse(field, TWICE);
                }
            }
        }
        return entries;
    }

    private static @Nullable String written(Object value) {
        return switch (value) {
            case String text -> text;
            case SubmittedObject.OtherNumber number -> number.text();
            case Integer number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> null;
        };
    }

    @Override
    void refuseOthers() {
        if (found == object.size()) {
            return;
        }
        // once is enough: an answer is not to be much longer than what was sent
        String knownOnes =
                "; known are " + Arrays.stream(known, 0, asked).sorted().collect(Collectors.joining(", "));
        for (int i = 0; i < object.kept() && violations() < MOST_NAMED; i++) {
            if (!asksFor(object.name(i))) {
                refuse(shown(object.name(i)), "is not a field that is known" + knownOnes);
                knownOnes = "";
            } else if (object.isRepeated(i)) {
                refuse(object.name(i), TWICE);
            }
        }
    }

    private boolean asksFor(String name) {
        return Arrays.asList(known).contains(name);
    }

    private @Nullable Object value(String name) {
        Object value = object.get(name);
        // a field is asked for once, or twice in a row
        if (!last.equals(name)) {
            last = name;
            if (asked == known.length) {
                known = Arrays.copyOf(known, 2 * asked);
            }
            known[asked++] = name;
            found += value == null ? 0 : 1;
        }
        return value == SubmittedObject.NULL ? null : value;
    }

    @Override
    @Nullable
    String clean(String field, String raw, int most) {
        if (hasLoneSurrogate(raw)) {
            return refused(field, "must be valid Unicode: it has half of a surrogate pair", null);
        }
        return super.clean(field, raw, most);
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** What nearly every name is. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MOST_SHOWN;
    }

    /** A name that the caller made up, as a message may repeat it. */
    static String shown(String name) {
        if (isPlain(name)) {
            return name;
        }
        String cleaned = name.codePoints()
                .limit(MOST_SHOWN)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cleaned.isEmpty() ? "?" : cleaned;
    }
}

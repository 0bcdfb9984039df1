package io.heed.feedback.intake;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.heed.rest.Violation;

/**
 * The fields of one JSON object, read one by one: whatever is wrong with one is noted under its path, and what nobody
 * asked for is refused in the end. An explicit null is the same as an absent field.
 */
final class SubmissionFields {

    private static final int MOST_NAMED = 50;

    private final String path;
    private final JsonNode object;
    private final List<Violation> violations;
    private final Set<String> known = new HashSet<>();

    SubmissionFields(String path, JsonNode object, List<Violation> violations) {
        this.path = path;
        this.object = object;
        this.violations = violations;
    }

    /** Text of 1 to {@code most} characters (code points), without U+0000 and without white space around it. */
    @Nullable
    String text(String name, int most) {
        JsonNode node = value(name);
        if (node == null) {
            return null;
        }
        if (node.isTextual()) {
            return clean(name, node.textValue(), most);
        }
        refuse(name, "must be a string");
        return null;
    }

    /** Text that has to be there. */
    String requiredText(String name, int most) {
        if (value(name) == null) {
            return refused(name, "is required: 1 to " + most + " characters", "");
        }
        String text = text(name, most);
        return text == null ? "" : text;
    }

    @Nullable
    Integer wholeNumber(String name) {
        JsonNode node = value(name);
        if (node == null) {
            return null;
        }
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return Integer.valueOf(node.intValue());
        }
        refuse(name, "must be a whole number");
        return null;
    }

    boolean flag(String name) {
        JsonNode node = value(name);
        if (node == null) {
            return false;
        }
        return node.isBoolean() ? node.booleanValue() : refused(name, "must be true or false", false);
    }

    /** One of an enum's values, written in lower case. */
    <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
        JsonNode node = value(name);
        if (node == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (node.isTextual() && inJson(constant).equals(node.textValue())) {
                return constant;
            }
        }
        refuse(
                name,
                "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(SubmissionFields::inJson)
                                .collect(Collectors.joining(", ")));
        return null;
    }

    private static String inJson(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The fields of an object inside; null when there is none. */
    @Nullable
    SubmissionFields object(String name) {
        JsonNode node = value(name);
        if (node == null) {
            return null;
        }
        if (node.isObject()) {
            return new SubmissionFields(path + name + ".", node, violations);
        }
        refuse(name, "must be an object");
        return null;
    }

    /** Names to values; a number or a truth value counts as its text. */
    Map<String, String> named(String name, int mostEntries, int mostOfName, int mostOfValue) {
        JsonNode node = value(name);
        if (node == null) {
            return Map.of();
        }
        if (!node.isObject() || node.size() > mostEntries) {
            return refused(name, "must be an object of at most " + mostEntries + " names", Map.of());
        }
        Map<String, String> entries = LinkedHashMap.newLinkedHashMap(node.size());
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String field = name + "." + shown(entry.getKey());
            String key = clean(field, entry.getKey(), mostOfName);
            JsonNode value = entry.getValue();
            if (!value.isValueNode() || value.isNull()) {
                refuse(field, "must be a string");
            } else if (key != null) {
                String text = clean(field, value.asText(), mostOfValue);
                if (text != null && entries.put(key, text) != null) {
                    refuse(field, "is there twice");
                }
            }
        }
        return entries;
    }

    /** Refuses every field that was not asked for, by name. */
    void refuseOthers() {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey()) && violations.size() < MOST_NAMED) {
                refuse(
                        shown(entry.getKey()),
                        "is not a field that is known; known are "
                                + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    /** How much is wrong so far, in the whole submission. */
    int violations() {
        return violations.size();
    }

    /** Notes what is wrong with a field. */
    void refuse(String name, String message) {
        violations.add(new Violation(path + name, message));
    }

    private <T> T refused(String name, String message, T instead) {
        refuse(name, message);
        return instead;
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private @Nullable String clean(String field, String raw, int most) {
        String text = raw.indexOf('\0') < 0 ? raw : raw.replace("\0", "");
        text = text.strip();
        if (hasLoneSurrogate(text)) {
            refuse(field, "must be valid Unicode: it has half of a surrogate pair");
            return null;
        }
        if (text.isEmpty() || (text.length() > most && text.codePointCount(0, text.length()) > most)) {
            refuse(field, "must have 1 to " + most + " characters");
            return null;
        }
        return text;
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

    /** A name that the caller made up, as a message may repeat it. */
    private static String shown(String name) {
        String cleaned = name.codePoints()
                .limit(64)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cleaned.isEmpty() ? "?" : cleaned;
    }
}

package io.heed.feedback.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.heed.rest.Violation;

/** The fields of a JSON object, named by their path. An explicit null is the same as an absent field. */
final class JsonFields extends SubmissionFields {

    private static final int MOST_NAMED = 50;

    private final String path;
    private final JsonNode object;
    /** Every field that was asked for, whether or not it is there. */
    private final List<String> known = new ArrayList<>();

    private int found;
    private String last = "";

    JsonFields(String path, JsonNode object, List<Violation> violations) {
        super(violations);
        this.path = path;
        this.object = object;
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

    @Override
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

    @Override
    boolean flag(String name) {
        JsonNode node = value(name);
        if (node == null) {
            return false;
        }
        return node.isBoolean() ? node.booleanValue() : refused(name, "must be true or false", false);
    }

    @Override
    @Nullable
    String word(String name) {
        JsonNode node = value(name);
        return node == null ? null : node.isTextual() ? node.textValue() : "";
    }

    @Override
    @Nullable
    SubmissionFields object(String name) {
        JsonNode node = value(name);
        if (node == null) {
            return null;
        }
        if (node.isObject()) {
            return new JsonFields(path + name + ".", node, noted());
        }
        refuse(name, "must be an object");
        return null;
    }

    /** A number or a truth value counts as its text. */
    @Override
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

    @Override
    void refuseOthers() {
        if (found == object.size()) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey()) && violations() < MOST_NAMED) {
                refuse(
                        shown(entry.getKey()),
                        "is not a field that is known; known are "
                                + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private @Nullable JsonNode value(String name) {
        JsonNode node = object.get(name);
        // a field is asked for once, or twice in a row
        if (!last.equals(name)) {
            last = name;
            known.add(name);
            found += node == null ? 0 : 1;
        }
        return node == null || node.isNull() ? null : node;
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

    /** A name that the caller made up, as a message may repeat it. */
    static String shown(String name) {
        String cleaned = name.codePoints()
                .limit(64)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cleaned.isEmpty() ? "?" : cleaned;
    }
}

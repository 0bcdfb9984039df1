package io.heed.feedback.intake;

import java.io.IOException;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as far as a submission can use one: names and values in the order in which they stand there. Of what no
 * field takes (arrays, objects below the third level, more fields than any object has) it is only known that it is
 * there, so nothing that is sent becomes much larger in memory than a valid submission.
 */
final class SubmittedObject {

    /** Values that no field takes. */
    static final Object OTHER = new Object();

    /** {@code null} in JSON. */
    static final Object NULL = new Object();

    /** A number that is no {@code int}, as it is written. */
    record OtherNumber(String text) {}

    /** More than any object of a submission may have. */
    private static final int MOST_KEPT = 40;
    /** {@code customer.segments} is on the third. */
    private static final int DEEPEST = 3;

    private static final int USUAL_OF_SUBMISSION = 12;
    private static final int USUAL_OF_PART = 4;

    private String[] names;
    private Object[] values;
    private int size;

    private SubmittedObject(int depth) {
        int usual = depth == 1 ? USUAL_OF_SUBMISSION : USUAL_OF_PART;
        names = new String[usual];
        values = new Object[usual];
    }

    /** Reads on from the token that begins the object to the one that ends it. */
    static SubmittedObject read(JsonParser json) throws IOException {
        return read(json, 1);
    }

    private static SubmittedObject read(JsonParser json, int depth) throws IOException {
        SubmittedObject object = new SubmittedObject(depth);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (object.size < MOST_KEPT) {
                object.add(name, value(json, token, depth));
            } else {
                json.skipChildren();
                object.size++;
            }
        }
        return object;
    }

    private static Object value(JsonParser json, JsonToken token, int depth) throws IOException {
        return switch (token) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.INT
                        ? (Object) json.getIntValue()
                        : new OtherNumber(json.getText());
            case VALUE_NUMBER_FLOAT -> new OtherNumber(json.getText());
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_NULL -> NULL;
            case START_OBJECT -> {
                if (depth < DEEPEST) {
                    yield read(json, depth + 1);
                }
                json.skipChildren();
                yield OTHER;
            }
            default -> {
                json.skipChildren();
                yield OTHER;
            }
        };
    }

    private void add(String name, Object value) {
        if (size == names.length) {
            // one that has more than is usual may have all that are kept
            names = Arrays.copyOf(names, MOST_KEPT);
            values = Arrays.copyOf(values, MOST_KEPT);
        }
        names[size] = name;
        values[size] = value;
        size++;
    }

    /** How many fields there are. */
    int size() {
        return size;
    }

    /** How many of them are kept; the first of all. */
    int kept() {
        return Math.min(size, MOST_KEPT);
    }

    String name(int index) {
        return names[index];
    }

    Object value(int index) {
        return values[index];
    }

    /** The value of the first field of that name, null when there is none. */
    @Nullable
    Object get(String name) {
        for (int i = 0; i < kept(); i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    /** Whether a field of the same name stands before this one. */
    boolean isRepeated(int index) {
        return Arrays.asList(names).subList(0, index).contains(names[index]);
    }
}

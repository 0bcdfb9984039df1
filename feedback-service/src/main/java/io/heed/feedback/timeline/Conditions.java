package io.heed.feedback.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The conditions of a query, with the values that they name; a null value is no condition. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> bindings = new HashMap<>();

    void add(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            bind(name, value);
        }
    }

    void bind(String name, Object value) {
        bindings.put(name, value);
    }

    String where() {
        return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions) + " ";
    }

    Map<String, Object> bindings() {
        return bindings;
    }
}

package io.heed.feedback.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The columns of an object in a submission: field to cell, entry to cell, and the objects inside. */
final class ObjectColumns {

    private final String path;
    private final Map<String, Integer> cells = new HashMap<>();
    private final Map<String, Map<String, Integer>> entries = new HashMap<>();
    private final Map<String, ObjectColumns> inner = new HashMap<>();
    private final List<Integer> all = new ArrayList<>();

    /** The columns of the object at this path, which ends with a dot unless it is empty. */
    ObjectColumns(String path) {
        this.path = path;
    }

    /** Notes a field's cell; false when there was one already. */
    boolean add(String fieldPath, int cell) {
        return cells.putIfAbsent(fieldPath.substring(path.length()), cell) == null;
    }

    /** The entries of an object of free names, to be added to. */
    Map<String, Integer> entries(String fieldPath) {
        return entries.computeIfAbsent(fieldPath.substring(path.length()), any -> new LinkedHashMap<>());
    }

    /** The columns of an object inside, to be added to. */
    ObjectColumns inner(String field) {
        return inner.computeIfAbsent(field, name -> new ObjectColumns(name + "."));
    }

    /** Notes a cell that this object is in. */
    void reach(int cell) {
        all.add(cell);
    }

    @Nullable
    Integer cell(String field) {
        return cells.get(field);
    }

    @Nullable
    ObjectColumns object(String field) {
        return inner.get(field);
    }

    Map<String, Integer> named(String field) {
        return entries.getOrDefault(field, Map.of());
    }

    /** Every cell that the object is in: it is absent where all of them are blank. */
    List<Integer> all() {
        return all;
    }

    /** The column of a field, whether or not the file has it. */
    String title(String field) {
        return SubmissionColumns.title(path + field);
    }
}

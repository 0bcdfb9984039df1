package io.heed.feedback.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.heed.rest.Violation;

/** The fields of a row of cells, named by their columns. A blank cell is an absent field. */
final class CellFields extends SubmissionFields {

    private final ObjectColumns columns;
    private final String[] cells;

    CellFields(ObjectColumns columns, String[] cells, List<Violation> violations) {
        super(violations);
        this.columns = columns;
        this.cells = cells;
    }

    @Override
    String shownName(String name) {
        return columns.title(name);
    }

    @Override
    boolean has(String name) {
        return word(name) != null;
    }

    @Override
    @Nullable
    String text(String name, int most) {
        String cell = word(name);
        return cell == null ? null : clean(name, cell, most);
    }

    @Override
    @Nullable
    Integer wholeNumber(String name) {
        String cell = word(name);
        try {
            return cell == null ? null : Integer.valueOf(cell);
        } catch (NumberFormatException notOne) {
            return refused(name, "must be a whole number", null);
        }
    }

    @Override
    boolean flag(String name) {
        String cell = word(name);
        if (cell == null) {
            return false;
        }
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> refused(name, "must be true or false (or yes or no, 1 or 0)", false);
        };
    }

    @Override
    @Nullable
    String word(String name) {
        Integer index = columns.cell(name);
        return index == null ? null : filled(cells[index]);
    }

    /** Without white space around it; null when nothing is left. */
    private static @Nullable String filled(String cell) {
        String stripped = cell.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    @Override
    @Nullable
    SubmissionFields object(String name) {
        ObjectColumns part = columns.object(name);
        if (part == null) {
            return null;
        }
        for (int index : part.all()) {
            if (!cells[index].isBlank()) {
                return new CellFields(part, cells, noted());
            }
        }
        return null;
    }

    /** How many there may be and what they are called was settled when the header was read. */
    @Override
    Map<String, String> named(String name, int mostEntries, int mostOfName, int mostOfValue) {
        Map<String, Integer> named = columns.named(name);
        if (named.isEmpty()) {
            return Map.of();
        }
        Map<String, String> entries = LinkedHashMap.newLinkedHashMap(named.size());
        named.forEach((key, index) -> {
            String cell = filled(cells[index]);
            String value = cell == null ? null : clean(name + "." + key, cell, mostOfValue);
            if (value != null) {
                entries.put(key, value);
            }
        });
        return entries;
    }

    /** There are none: a file with other columns was refused. */
    @Override
    void refuseOthers() {}
}

package io.heed.feedback.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.heed.rest.ProblemException;
import io.heed.rest.Violation;

/**
 * Which column of a file is which field of a submission. A column named {@code segment.NAME} or {@code attribute.NAME}
 * is an entry of that name.
 */
public final class SubmissionColumns {

    /** Column to the field's path. */
    private static final Map<String, String> FIELDS = new TreeMap<>(Map.ofEntries(
            Map.entry("text", "text"),
            Map.entry("external_id", "externalId"),
            Map.entry("kind", "kind"),
            Map.entry("channel", "channel"),
            Map.entry("source", "source"),
            Map.entry("occurred_at", "occurredAt"),
            Map.entry("language", "language"),
            Map.entry("rating_scale", "rating.scale"),
            Map.entry("rating", "rating.value"),
            Map.entry("journey_stage", "journey.stage"),
            Map.entry("touchpoint", "journey.touchpoint"),
            Map.entry("site", "site"),
            Map.entry("customer_ref", "customer.ref"),
            Map.entry("suggestion", "suggestion"),
            Map.entry("obligation", "obligation"),
            Map.entry("reply_wanted", "contact.replyWanted"),
            Map.entry("email", "contact.email")));

    private static final Map<String, String> ENTRIES =
            Map.of("segment.", "customer.segments", "attribute.", "attributes");

    private final ObjectColumns root = new ObjectColumns("");
    private final List<Violation> violations = new ArrayList<>();

    private SubmissionColumns() {}

    /**
     * The columns of a file with this header.
     *
     * @param header names without white space around them
     * @param ignored how many columns at the left are no fields
     * @throws ProblemException 400 naming each column that is not known or there twice, and text when it is missing
     */
    public static SubmissionColumns of(List<String> header, int ignored) {
        SubmissionColumns columns = new SubmissionColumns();
        for (int i = ignored; i < header.size(); i++) {
            columns.add(header.get(i), i);
        }
        if (columns.root.cell("text") == null) {
            columns.refuse("text", "is missing: it is the one column that a file must have");
        }
        if (!columns.violations.isEmpty()) {
            throw ProblemException.invalid(columns.violations);
        }
        return columns;
    }

    ObjectColumns root() {
        return root;
    }

    /** Every name of an entry, which must hold no personal data. */
    public Set<String> entryNames() {
        Map<String, Integer> names = new LinkedHashMap<>(root.named("attributes"));
        ObjectColumns customer = root.object("customer");
        if (customer != null) {
            names.putAll(customer.named("segments"));
        }
        return names.keySet();
    }

    /** The column of a field, whether or not a file has it. */
    static String title(String path) {
        for (Map.Entry<String, String> known : FIELDS.entrySet()) {
            if (known.getValue().equals(path)) {
                return known.getKey();
            }
        }
        for (Map.Entry<String, String> known : ENTRIES.entrySet()) {
            if (path.startsWith(known.getValue() + ".")) {
                return known.getKey() + path.substring(known.getValue().length() + 1);
            }
        }
        return path;
    }

    private void add(String column, int index) {
        String path = FIELDS.get(column);
        if (path != null) {
            ObjectColumns part = partOf(path, index);
            if (!part.add(path, index)) {
                refuse(column, "is there twice");
            }
            return;
        }
        for (Map.Entry<String, String> known : ENTRIES.entrySet()) {
            if (column.startsWith(known.getKey())) {
                addEntry(
                        column,
                        known.getValue(),
                        column.substring(known.getKey().length()),
                        index);
                return;
            }
        }
        refuse(
                column,
                "is not a column that is known; known are " + String.join(", ", FIELDS.keySet())
                        + ", segment.NAME and attribute.NAME");
    }

    private void addEntry(String column, String path, String name, int index) {
        ObjectColumns part = partOf(path, index);
        Map<String, Integer> entries = part.entries(path);
        String key = name.strip();
        int characters = key.codePointCount(0, key.length());
        if (characters == 0 || characters > SubmissionReader.MOST_OF_ENTRY_NAME) {
            refuse(column, "must name an entry with 1 to " + SubmissionReader.MOST_OF_ENTRY_NAME + " characters");
        } else if (entries.put(key, index) != null) {
            refuse(column, "is there twice");
        } else if (entries.size() == SubmissionReader.MOST_ENTRIES + 1) {
            refuse(column, "is one too many: at most " + SubmissionReader.MOST_ENTRIES + " of its kind are taken");
        }
    }

    private ObjectColumns partOf(String path, int index) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return root;
        }
        ObjectColumns part = root.inner(path.substring(0, dot));
        part.reach(index);
        return part;
    }

    private void refuse(String column, String message) {
        violations.add(new Violation(JsonFields.shown(column), message));
    }
}

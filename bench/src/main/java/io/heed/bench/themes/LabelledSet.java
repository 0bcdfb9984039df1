package io.heed.bench.themes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

/** Texts of which people said what each is about. */
record LabelledSet(String name, List<Item> items) {

    /** What people's labels of several things in one text are joined by. */
    private static final String SEVERAL = "|";

    /**
     * A text.
     *
     * @param label what it is about
     */
    record Item(String id, String text, String label) {}

    LabelledSet {
        items = List.copyOf(items);
    }

    /** Whether the set's two files are in the folder. */
    static boolean isIn(Path folder, String name) {
        return Files.isReadable(texts(folder, name)) && Files.isReadable(truth(folder, name));
    }

    /**
     * Reads a set, leaving out texts that are about several things.
     *
     * @param column of the truth that holds the label
     */
    static LabelledSet read(Path folder, String name, String column) throws IOException {
        Map<String, String> labels = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(truth(folder, name))) {
            rows.forEach(row -> labels.put(row.getField("external_id"), row.getField(column)));
        }
        List<Item> items = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(texts(folder, name))) {
            for (NamedCsvRecord row : rows) {
                String label = labels.getOrDefault(row.getField("external_id"), "");
                if (!label.isEmpty() && !label.contains(SEVERAL)) {
                    items.add(new Item(row.getField("external_id"), row.getField("text"), label));
                }
            }
        }
        return new LabelledSet(name, items);
    }

    private static Path texts(Path folder, String name) {
        return folder.resolve(name + ".csv");
    }

    private static Path truth(Path folder, String name) {
        return folder.resolve(name + ".truth.csv");
    }

    /** The same in another order, at most so many. */
    LabelledSet shuffled(long seed, int most) {
        List<Item> order = new ArrayList<>(items);
        Collections.shuffle(order, new Random(seed));
        return new LabelledSet(name, order.subList(0, Math.min(most, order.size())));
    }

    List<String> labels() {
        return items.stream().map(Item::label).toList();
    }

    /** How many different labels there are. */
    int classes() {
        return (int) items.stream().map(Item::label).distinct().count();
    }
}

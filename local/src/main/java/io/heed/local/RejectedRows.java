package io.heed.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;

/**
 * Writes the rows that were rejected beside the file that they came from: its header and their cells as they were, so
 * that they can be corrected, and at the left their number and the reasons, which an import skips.
 */
final class RejectedRows {
    private static final List<String> NOTES = List.of("row", "reason");

    private final Path file;

    private RejectedRows(Path file) {
        this.file = file;
    }

    static RejectedRows beside(Path file) {
        return new RejectedRows(file);
    }

    /**
     * Writes them.
     *
     * @param rejections CSV: row, column, reason, in the order of the rows; closed in the end
     * @return the new file, which never replaces another
     */
    Path write(InputStream rejections) throws IOException {
        Path target = free();
        try (CsvReader<CsvRecord> reasons = reader().ofCsvRecord(rejections);
                CsvReader<CsvRecord> rows = reader().ofCsvRecord(file);
                CsvWriter out = CsvWriter.builder().build(target)) {
            write(reasons.iterator(), rows.iterator(), out);
        }
        return target;
    }

    private static void write(CloseableIterator<CsvRecord> reasons, CloseableIterator<CsvRecord> rows, CsvWriter out) {
        List<String> header = rows.next().getFields();
        boolean noted =
                header.size() > NOTES.size() && header.subList(0, NOTES.size()).equals(NOTES);
        int from = noted ? NOTES.size() : 0;
        out.writeRecord(joined(NOTES, header, from));
        reasons.next();
        long at = 0;
        CsvRecord reason = reasons.hasNext() ? reasons.next() : null;
        while (reason != null) {
            long row = Long.parseLong(reason.getField(0));
            List<String> why = new ArrayList<>();
            while (reason != null && Long.parseLong(reason.getField(0)) == row) {
                why.add((reason.getField(1) + " " + reason.getField(2)).strip());
                reason = reasons.hasNext() ? reasons.next() : null;
            }
            CsvRecord cells = rows.next();
            for (at++; at < row; at++) {
                cells = rows.next();
            }
            out.writeRecord(joined(List.of(Long.toString(row), String.join("; ", why)), cells.getFields(), from));
        }
    }

    private static List<String> joined(List<String> notes, List<String> cells, int from) {
        return Stream.concat(notes.stream(), cells.stream().skip(from)).toList();
    }

    private static CsvReaderBuilder reader() {
        return CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .detectBomHeader(true);
    }

    /** A name that nobody has: somebody may be correcting the rows of an earlier import. */
    private Path free() {
        String name = file.getFileName().toString().replaceFirst("(?i)\\.csv$", "");
        Path target = file.resolveSibling(name + ".rejected.csv");
        for (int i = 2; Files.exists(target); i++) {
            target = file.resolveSibling(name + ".rejected-" + i + ".csv");
        }
        return target;
    }
}

package io.heed.feedback.imports;

import java.io.StringWriter;

import de.siegmar.fastcsv.writer.CsvWriter;

/**
 * Lines of RFC 4180 for people who open them in a spreadsheet: a cell that it would take for a formula is prefixed with
 * an apostrophe.
 */
final class GuardedCsv {

    private static final String FORMULA = "=+-@\t\r";

    private final StringWriter text = new StringWriter();
    private final CsvWriter lines = CsvWriter.builder().bufferSize(0).build(text);

    GuardedCsv line(String... cells) {
        String[] guarded = cells.clone();
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty() && FORMULA.indexOf(cells[i].charAt(0)) >= 0) {
                guarded[i] = "'" + cells[i];
            }
        }
        lines.writeRecord(guarded);
        return this;
    }

    byte[] toBytes() {
        return OutcomeStore.utf8(text.toString());
    }
}

package io.heed.feedback.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import org.jspecify.annotations.Nullable;

import io.heed.rest.ProblemException;
import io.heed.rest.ProblemKind;

/**
 * A file of RFC 4180 in UTF-8, read row by row in flat memory. Rows are counted from 1 behind the header; a line with
 * nothing in it is none.
 */
final class CsvFile implements AutoCloseable {

    static final int MOST_COLUMNS = 200;
    /** About the most characters of a cell; a row has at most twice as many. */
    static final int MOST_OF_CELL = 1 << 20;

    private static final List<String> OF_REJECTED = List.of("row", "reason");

    private final Utf8Reader text;
    private final CsvText ending;
    private final RowCells cells;
    private final CsvReader<String[]> reader;
    private final Iterator<String[]> rows;
    private final List<String> header;
    private long row;

    /**
     * Reads the header.
     *
     * @throws ProblemException 400 when this is no such file
     */
    CsvFile(InputStream in) throws IOException {
        text = new Utf8Reader(in);
        ending = new CsvText(text, MOST_OF_CELL);
        cells = new RowCells(ending);
        reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(2 * MOST_OF_CELL)
                .build(cells, ending);
        rows = reader.iterator();
        String[] names = next(true);
        if (names == null) {
            throw refused("The file is empty: it needs a header, and below it one row for each signal.");
        }
        row = 0;
        header = Arrays.stream(names).map(String::strip).toList();
        if (header.size() == 1) {
            refuseOtherSeparators(header.getFirst());
        }
    }

    /** The names of the columns, without white space around them. */
    List<String> header() {
        return header;
    }

    /** How many columns at the left are those that ./heed import puts before rejected rows, and are no fields. */
    int notesAtTheLeft() {
        return header.size() > 2 && header.subList(0, 2).equals(OF_REJECTED) ? 2 : 0;
    }

    /** The number of the row that was read last. */
    long row() {
        return row;
    }

    /**
     * The cells of the next row; null at the end.
     *
     * @param keep whether the cells are wanted; otherwise what comes is an empty array
     * @throws ProblemException 400 when the file can't be read on
     */
    String @Nullable [] next(boolean keep) throws IOException {
        cells.keep(keep);
        try {
            if (!rows.hasNext()) {
                return null;
            }
            row++;
            return rows.next();
        } catch (CsvParseException failure) {
            throw failure.getCause() instanceof ProblemException refusal ? refusal : refused(failure);
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof CharacterCodingException) {
                throw refused("The file must be UTF-8, and the row that begins in line " + cells.line()
                        + " has bytes that are not. " + text.guess());
            }
            if (ending.isEndless()) {
                throw cells.unclosed();
            }
            throw Objects.requireNonNull(failure.getCause());
        }
    }

    private ProblemException refused(CsvParseException failure) {
        if (failure.getCause() instanceof RuntimeException bug && !(bug instanceof CsvParseException)) {
            throw bug;
        }
        // the one thing that the parser itself objects to
        return refused("In the row that begins in line " + cells.line()
                + ", something follows the quotation mark that closes a cell. A quotation mark inside of a quoted cell"
                + " is written twice.");
    }

    private static void refuseOtherSeparators(String only) {
        for (char separator : new char[] {';', '\t', '|'}) {
            if (only.indexOf(separator) >= 0) {
                String name = separator == ';' ? "semicolons" : separator == '|' ? "vertical bars" : "tabs";
                throw refused("The cells must be separated by commas, and this header has " + name
                        + ". Export the file again with the comma as separator.");
            }
        }
    }

    static ProblemException refused(String detail) {
        return ProblemException.of(ProblemKind.INVALID_REQUEST, detail);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

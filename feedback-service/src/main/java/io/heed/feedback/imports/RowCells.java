package io.heed.feedback.imports;

import java.util.Arrays;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;

import io.heed.rest.ProblemException;

/** Takes the cells of a row from the parser, and refuses what can't be one. */
final class RowCells extends AbstractBaseCsvCallbackHandler<String[]> {

    private static final String[] NOT_KEPT = {};
    private static final int MOST_OF_ROW = 2 * CsvFile.MOST_OF_CELL;

    private final CsvText text;
    private String[] cells = new String[CsvFile.MOST_COLUMNS];
    private boolean keep;
    private int characters;
    private int linesBefore;

    RowCells(CsvText text) {
        this.text = text;
    }

    /** Whether the next row's cells are wanted, or only that it is there. */
    void keep(boolean wanted) {
        keep = wanted;
    }

    /** The line in which the row begins, from 1. */
    long line() {
        return getStartingLineNumber();
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        characters = 0;
        linesBefore = 0;
        text.beginCell();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (text.isOver()) {
            throw unclosed();
        }
        characters += length;
        if (index == CsvFile.MOST_COLUMNS) {
            throw CsvFile.refused("The row that begins in line " + line() + " has more than " + CsvFile.MOST_COLUMNS
                    + " cells, which is the most that a file may have.");
        }
        if (characters > MOST_OF_ROW) {
            throw CsvFile.refused("The row that begins in line " + line() + " has more than " + MOST_OF_ROW
                    + " characters. Look for a quotation mark that is never closed.");
        }
        if (keep) {
            cells[index] = new String(buffer, offset, length);
        }
        if (quoted) {
            linesBefore += lines(buffer, offset, length);
        }
        text.beginCell();
    }

    private static int lines(char[] buffer, int offset, int length) {
        int lines = 0;
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    /** The cell that is being read does not end. */
    ProblemException unclosed() {
        return CsvFile.refused("The cell that begins in line " + (line() + linesBefore)
                + " never ends: look for a quotation mark there that is not closed. A cell has at most "
                + CsvFile.MOST_OF_CELL + " characters.");
    }

    @Override
    protected String[] buildRecord() {
        return keep ? Arrays.copyOf(cells, getFieldCount()) : NOT_KEPT;
    }
}

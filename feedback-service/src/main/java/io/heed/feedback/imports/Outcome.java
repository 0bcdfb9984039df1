package io.heed.feedback.imports;

import java.util.UUID;

/**
 * What became of rows that follow each other: no words of theirs.
 *
 * @see #ids
 */
final class Outcome {

    /** Stands for a row that is no signal. */
    static final UUID REJECTED = new UUID(0, 0);

    static final int ID_BYTES = 16;

    private final long firstRow;
    private final byte[] ids;
    private final int rejected;
    private final byte[] rejectionLines;

    Outcome(long firstRow, byte[] ids, int rejected, byte[] rejectionLines) {
        this.firstRow = firstRow;
        this.ids = ids;
        this.rejected = rejected;
        this.rejectionLines = rejectionLines;
    }

    long firstRow() {
        return firstRow;
    }

    int rows() {
        return ids.length / ID_BYTES;
    }

    /** 16 bytes a row: its signal's id, or {@link #REJECTED}. */
    byte[] ids() {
        return ids;
    }

    int rejected() {
        return rejected;
    }

    /** Lines of CSV: row, column, reason; none where no row was rejected. */
    byte[] rejectionLines() {
        return rejectionLines;
    }
}

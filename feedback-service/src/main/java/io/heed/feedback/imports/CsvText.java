package io.heed.feedback.imports;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * The text of a CSV file, always with a line's end at its end: so a cell that ends only there was never closed. Bounds
 * how long a cell may become.
 */
final class CsvText extends FilterReader {

    private final int mostOfCell;
    private long read;
    private long readBeforeCell;
    private boolean lineEnded;
    private boolean over;
    private boolean endless;

    CsvText(Reader in, int mostOfCell) {
        super(in);
        this.mostOfCell = mostOfCell;
    }

    /** A cell begins: what was read is of it, or behind it. */
    void beginCell() {
        readBeforeCell = read;
    }

    /** Whether everything was given out and its end was seen. */
    boolean isOver() {
        return over;
    }

    /** Whether reading stopped because a cell was too long. */
    boolean isEndless() {
        return endless;
    }

    /** As it says, and an exception when {@link #isEndless}. */
    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (read - readBeforeCell > mostOfCell) {
            endless = true;
            throw new IOException("A cell is too long");
        }
        int count = in.read(target, offset, length);
        if (count >= 0) {
            read += count;
            return count;
        }
        if (lineEnded) {
            over = true;
            return -1;
        }
        lineEnded = true;
        target[offset] = '\n';
        return 1;
    }
}

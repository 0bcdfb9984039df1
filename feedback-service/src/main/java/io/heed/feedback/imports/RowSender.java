package io.heed.feedback.imports;

import io.heed.contracts.SignalReceived;
import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.intake.AppendCallback;
import io.heed.feedback.intake.Arrival;
import io.heed.feedback.intake.ReceiveSignal;
import io.heed.feedback.intake.Submission;
import io.heed.feedback.intake.SubmissionColumns;
import io.heed.feedback.intake.SubmissionReader;
import io.heed.rest.ProblemException;

/**
 * Sends rows of one file. A row that is sent again is the same event, byte for byte: its id follows from the file, and
 * its time of arrival is that of the file.
 */
final class RowSender {

    private final RunningImport of;
    private final SubmissionColumns columns;
    private final int width;
    private final SubmissionReader reader;
    private final SignalIds ids;
    private final ReceiveSignal receive;
    private final Way way;

    /** Where signals go. */
    @FunctionalInterface
    interface Way {
        void append(SignalReceived signal, AppendCallback callback);
    }

    RowSender(RunningImport of, CsvFile file, SubmissionReader reader, SignalIds ids, ReceiveSignal receive, Way way) {
        this.of = of;
        this.columns = SubmissionColumns.of(file.header(), file.notesAtTheLeft());
        this.width = file.header().size();
        this.reader = reader;
        this.ids = ids;
        this.receive = receive;
        this.way = way;
    }

    /**
     * The signal that a row is.
     *
     * @throws ProblemException 400 when the row is to be rejected
     */
    SignalReceived signal(long row, String[] cells) {
        if (cells.length != width) {
            throw ProblemException.invalid(
                    "",
                    "has " + cells.length + (cells.length == 1 ? " cell" : " cells") + ", and the header has " + width);
        }
        Submission submission = reader.read(columns, cells, of.source());
        String source = submission.source() == null ? of.source() : submission.source();
        return receive.signal(
                submission, new Arrival(of.principal(), of.createdAt(), () -> ids.ofRow(source, of.fileHash(), row)));
    }

    /** Sends it. */
    void send(SignalReceived signal, AppendCallback callback) {
        way.append(signal, callback);
    }
}

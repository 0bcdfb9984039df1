package io.heed.feedback.imports;

import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.intake.Arrival;
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
    private final Way way;

    /** Where a submission goes: its id comes once the broker has acknowledged it, or a 503. */
    @FunctionalInterface
    interface Way {
        CompletionStage<UUID> receive(Submission submission, Arrival arrival);
    }

    RowSender(RunningImport of, CsvFile file, SubmissionReader reader, SignalIds ids, Way way) {
        this.of = of;
        this.columns = SubmissionColumns.of(file.header(), file.notesAtTheLeft());
        this.width = file.header().size();
        this.reader = reader;
        this.ids = ids;
        this.way = way;
    }

    /**
     * The id of the row's signal, once the broker has acknowledged it; fails with a 503 when nobody knows.
     *
     * @throws ProblemException 400 at once when the row is to be rejected
     */
    CompletionStage<UUID> send(long row, String[] cells) {
        if (cells.length != width) {
            throw ProblemException.invalid(
                    "",
                    "has " + cells.length + (cells.length == 1 ? " cell" : " cells") + ", and the header has " + width);
        }
        Submission submission = reader.read(columns, cells, of.source());
        String source = submission.source() == null ? of.source() : submission.source();
        return way.receive(
                submission, new Arrival(of.principal(), of.createdAt(), () -> ids.ofRow(source, of.fileHash(), row)));
    }
}

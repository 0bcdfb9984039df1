package io.heed.feedback.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.HandleCallback;

import io.heed.feedback.receipts.Receipts;
import io.heed.messaging.Transactions;

/** What became of each row, as CSV, read and written some outcomes at a time. */
@Singleton
class ImportReport {

    private final Transactions transactions;
    private final OutcomeStore outcomes;
    private final Receipts receipts;

    ImportReport(Transactions transactions, OutcomeStore outcomes, Receipts receipts) {
        this.transactions = transactions;
        this.outcomes = outcomes;
        this.receipts = receipts;
    }

    void writeRejections(UUID importId, OutputStream out) throws IOException {
        out.write(new GuardedCsv().line("row", "column", "reason").toBytes());
        write(out, from -> handle -> outcomes.withRejectionsFrom(handle, importId, from), Outcome::rejectionLines);
    }

    void writeReceipts(UUID importId, OutputStream out) throws IOException {
        out.write(new GuardedCsv().line("row", "id", "receipt").toBytes());
        write(out, from -> handle -> outcomes.from(handle, importId, from), this::receiptLines);
    }

    /** Reads each page in a transaction of its own: a slow reader holds no connection. */
    private void write(
            OutputStream out,
            LongFunction<HandleCallback<List<Outcome>, RuntimeException>> pages,
            Function<Outcome, byte[]> lines)
            throws IOException {
        long next = 1;
        List<Outcome> page;
        do {
            page = transactions.call(pages.apply(next));
            for (Outcome outcome : page) {
                out.write(lines.apply(outcome));
                next = outcome.firstRow() + 1;
            }
        } while (!page.isEmpty());
    }

    private byte[] receiptLines(Outcome outcome) {
        GuardedCsv lines = new GuardedCsv();
        ByteBuffer ids = ByteBuffer.wrap(outcome.ids());
        for (long row = outcome.firstRow(); ids.hasRemaining(); row++) {
            UUID id = new UUID(ids.getLong(), ids.getLong());
            if (!id.equals(Outcome.REJECTED)) {
                lines.line(Long.toString(row), id.toString(), receipts.of(id));
            }
        }
        return lines.toBytes();
    }
}

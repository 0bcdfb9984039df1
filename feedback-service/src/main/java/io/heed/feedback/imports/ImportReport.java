package io.heed.feedback.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

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
        long next = 1;
        List<Outcome> page;
        do {
            long from = next;
            page = transactions.call(handle -> outcomes.withRejectionsFrom(handle, importId, from));
            for (Outcome outcome : page) {
                out.write(outcome.rejectionLines());
                next = outcome.firstRow() + 1;
            }
        } while (!page.isEmpty());
    }

    void writeReceipts(UUID importId, OutputStream out) throws IOException {
        out.write(new GuardedCsv().line("row", "id", "receipt").toBytes());
        long next = 1;
        List<Outcome> page;
        do {
            long from = next;
            page = transactions.call(handle -> outcomes.from(handle, importId, from));
            for (Outcome outcome : page) {
                out.write(lines(outcome));
                next = outcome.firstRow() + 1;
            }
        } while (!page.isEmpty());
    }

    private byte[] lines(Outcome outcome) {
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

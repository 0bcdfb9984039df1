package io.heed.messaging;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a batch, or a part of it: prepared, then applied in one transaction with its positions. */
final class BatchWork<P> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);

    /** @param prepared empty when there is nothing for the handler, so that only positions move */
    record Prepared<P>(BatchContents contents, Optional<P> prepared) {}

    private final Object preparing = new Object();
    private final Transactions transactions;
    private final Positions positions;
    private final BatchReader reader;
    private final BatchHandler<P> handler;
    private final ConsumerMeters meters;
    private final QuarantineStore quarantine = new QuarantineStore();

    BatchWork(
            Transactions transactions,
            Positions positions,
            BatchReader reader,
            BatchHandler<P> handler,
            ConsumerMeters meters) {
        this.transactions = transactions;
        this.positions = positions;
        this.reader = reader;
        this.handler = handler;
        this.meters = meters;
    }

    Prepared<P> prepare(List<Received> records) throws Exception {
        BatchContents contents = reader.read(records);
        if (contents.deliveries().isEmpty()) {
            return new Prepared<>(contents, Optional.empty());
        }
        // parts of a batch that failed are prepared beside the next batch; the handler is promised one at a time
        synchronized (preparing) {
            return new Prepared<>(contents, Optional.of(handler.prepare(contents.deliveries())));
        }
    }

    void apply(Prepared<P> batch) throws Exception {
        BatchContents contents = batch.contents();
        transactions.run(transaction -> {
            boundIdleness(transaction);
            // first, so that a reader that is out of date learns it before it does anything
            positions.move(transaction, contents.moves());
            if (!contents.erased().isEmpty()) {
                quarantine.erase(transaction, contents.erased());
            }
            for (QuarantinedRecord unreadable : contents.unreadable()) {
                quarantine.put(transaction, unreadable);
            }
            if (batch.prepared().isPresent()) {
                handler.apply(transaction, batch.prepared().get());
            }
        });
        meters.committed(contents);
        contents.unreadable()
                .forEach(record -> LOG.warn(
                        "Quarantined a record that cannot be read, topic={} partition={} offset={} code={}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.code()));
        batch.prepared().ifPresent(this::committed);
    }

    /** A process that stands still must not hold for ever what its successor waits for. */
    private static void boundIdleness(Handle transaction) throws SQLException {
        try (Statement statement = transaction.getConnection().createStatement()) {
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = '20s'");
        }
    }

    /** Puts one record that can't be applied aside and moves past it. */
    void quarantine(Received received, Exception failure) throws Exception {
        ConsumerRecord<byte[], byte[]> consumed = received.consumed();
        transactions.run(transaction -> {
            positions.move(transaction, BatchReader.moves(List.of(received)));
            quarantine.put(transaction, reader.quarantined(consumed, QuarantineCode.PROCESSING_FAILED));
        });
        meters.quarantined(consumed.topic(), QuarantineCode.PROCESSING_FAILED);
        LOG.warn(
                "Quarantined a record that cannot be applied, topic={} partition={} offset={} failure={}",
                consumed.topic(),
                consumed.partition(),
                consumed.offset(),
                Backoff.name(failure));
    }

    private void committed(P prepared) {
        try {
            handler.committed(prepared);
        } catch (RuntimeException e) {
            LOG.warn("A handler failed after its commit, failure={}", Backoff.name(e));
        }
    }
}

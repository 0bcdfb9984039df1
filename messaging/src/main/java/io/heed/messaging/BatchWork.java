package io.heed.messaging;

import java.util.List;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a batch, or a part of it: prepared, then applied in one transaction with its positions. */
final class BatchWork<D, P> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);

    /** @param prepared empty when there is nothing for the handler, so that only positions move */
    record Prepared<D, P>(BatchContents<D> contents, Optional<P> prepared) {}

    private final Transactions transactions;
    private final Positions positions;
    private final BatchReader<D> reader;
    private final BatchHandler<D, P> handler;
    private final Turns turns;
    private final ConsumerMeters meters;
    private final QuarantineStore quarantine = new QuarantineStore();

    BatchWork(
            Transactions transactions,
            Positions positions,
            BatchReader<D> reader,
            BatchHandler<D, P> handler,
            Turns turns,
            ConsumerMeters meters) {
        this.transactions = transactions;
        this.positions = positions;
        this.reader = reader;
        this.handler = handler;
        this.turns = turns;
        this.meters = meters;
    }

    Prepared<D, P> prepare(List<Received> records) throws Exception {
        BatchContents<D> contents = reader.read(records);
        if (contents.deliveries().isEmpty()) {
            return new Prepared<>(contents, Optional.empty());
        }
        // parts of a batch that failed are prepared beside the next batch; the handler is promised one at a time
        return turns.prepare(() -> new Prepared<>(contents, Optional.of(handler.prepare(contents.deliveries()))));
    }

    void apply(Prepared<D, P> batch) throws Exception {
        BatchContents<D> contents = batch.contents();
        turns.apply(() -> {
            transactions.run(transaction -> {
                Transactions.boundIdleness(transaction);
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
            batch.prepared().ifPresent(prepared -> committed(handler, prepared));
            return true;
        });
        meters.committed(contents);
        contents.unreadable()
                .forEach(record -> LOG.warn(
                        "Quarantined a record that cannot be read, topic={} partition={} offset={} code={}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.code()));
    }

    /** Puts one record that can't be applied aside and moves past it. */
    void quarantine(Received received, Exception failure) throws Exception {
        ConsumerRecord<byte[], byte[]> consumed = received.consumed();
        QuarantineCode code =
                failure instanceof RefusedException refused ? refused.code() : QuarantineCode.PROCESSING_FAILED;
        transactions.run(transaction -> {
            positions.move(transaction, BatchReader.moves(List.of(received)));
            quarantine.put(transaction, reader.quarantined(consumed, code));
        });
        meters.quarantined(consumed.topic(), code);
        LOG.warn(
                "Quarantined a record that cannot be applied, topic={} partition={} offset={} code={} failure={}",
                consumed.topic(),
                consumed.partition(),
                consumed.offset(),
                code,
                Backoff.name(failure));
    }

    /** Tells the handler that what it applied is committed; what it makes of that can't undo the commit. */
    static <P> void committed(BatchHandler<?, P> handler, P prepared) {
        try {
            handler.committed(prepared);
        } catch (RuntimeException e) {
            LOG.warn("A handler failed after its commit, failure={}", Backoff.name(e));
        }
    }
}

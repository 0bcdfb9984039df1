package io.heed.messaging;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a quarantined record through its consumer's reader and handler again, in one transaction that also takes it out of
 * quarantine. Its row is locked first, so of several who try, on whichever replicas, one succeeds. Positions stay where
 * they are: the partition has moved on long since.
 */
final class Redrive<D, P> {

    private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);

    private final Transactions transactions;
    private final RecordReader<D> reader;
    private final BatchHandler<D, P> handler;
    private final Turns turns;
    private final QuarantineStore quarantine = new QuarantineStore();

    Redrive(Transactions transactions, RecordReader<D> reader, BatchHandler<D, P> handler, Turns turns) {
        this.transactions = transactions;
        this.reader = reader;
        this.handler = handler;
        this.turns = turns;
    }

    /** What is wrong with a record, as far as reading it tells. */
    List<Fault> faults(QuarantinedRecord quarantined) {
        return reader.read(quarantined.consumed()) instanceof ReadRecord.Unreadable<D> unreadable
                ? unreadable.faults()
                : List.of();
    }

    Redriven run(UUID id) throws InterruptedException {
        try {
            // the turn before the row: who applies a batch may want this row, which its tombstone erases
            return turns.apply(() -> {
                AtomicReference<@Nullable P> applied = new AtomicReference<>();
                Redriven outcome = transactions.call(transaction -> {
                    Transactions.boundIdleness(transaction);
                    Optional<QuarantinedRecord> found = quarantine.lock(transaction, id);
                    return found.isEmpty() ? new Redriven.Gone() : redriven(transaction, found.get(), applied);
                });
                P prepared = applied.get();
                if (prepared != null) {
                    BatchWork.committed(handler, prepared);
                }
                return outcome;
            });
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (RefusedException refused) {
            return new Redriven.Refused(refused.code(), refused.faults());
        } catch (Exception failure) {
            LOG.warn("A record could not be redriven, quarantineId={} failure={}", id, Backoff.name(failure));
            return Outage.causes(failure)
                    ? new Redriven.Unavailable()
                    : new Redriven.Refused(QuarantineCode.PROCESSING_FAILED, List.of());
        }
    }

    private Redriven redriven(Handle transaction, QuarantinedRecord quarantined, AtomicReference<@Nullable P> applied)
            throws Exception {
        return switch (reader.read(quarantined.consumed())) {
            case ReadRecord.Delivered<D>(D delivery) -> {
                apply(transaction, delivery, applied);
                quarantine.delete(transaction, quarantined.id());
                yield new Redriven.Applied();
            }
            case ReadRecord.Erasing<D>(D delivery, UUID key) -> {
                apply(transaction, delivery, applied);
                quarantine.erase(transaction, List.of(key));
                quarantine.delete(transaction, quarantined.id());
                yield new Redriven.Applied();
            }
            // was known to the version that put it aside, so it is not to be passed over now
            case ReadRecord.Skipped<D> _ -> new Redriven.Refused(QuarantineCode.WRONG_TYPE, List.of());
            case ReadRecord.Unreadable<D>(QuarantineCode code, List<Fault> faults) ->
                new Redriven.Refused(code, faults);
        };
    }

    private void apply(Handle transaction, D delivery, AtomicReference<@Nullable P> applied) throws Exception {
        P prepared = turns.prepare(() -> handler.prepare(List.of(delivery)));
        handler.apply(transaction, prepared);
        applied.set(prepared);
    }
}

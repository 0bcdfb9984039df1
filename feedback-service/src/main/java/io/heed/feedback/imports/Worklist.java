package io.heed.feedback.imports;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

import io.heed.messaging.Transactions;

/**
 * The imports that are to be sent: each is leased to one worker, who writes down how far it came. While the database is
 * away whatever is to be written waits.
 */
@Singleton
class Worklist {

    /** How long nobody else takes an import whose worker is silent. */
    static final Duration LEASE = Duration.ofSeconds(10);

    private final Transactions transactions;
    private final ImportStore imports;
    private final ChunkStore chunks;
    private final OutcomeStore outcomes;
    private final InstantSource clock;

    Worklist(
            Transactions transactions,
            ImportStore imports,
            ChunkStore chunks,
            OutcomeStore outcomes,
            InstantSource clock) {
        this.transactions = transactions;
        this.imports = imports;
        this.chunks = chunks;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** An import that nobody works on; empty when there is none. */
    Optional<RunningImport> next() {
        return transactions.call(transaction -> imports.lease(
                transaction, UUID.randomUUID(), clock.instant(), clock.instant().plus(LEASE)));
    }

    /** The file of an import. */
    ChunkStream file(RunningImport work) {
        return new ChunkStream(transactions, chunks, work.lease().importId());
    }

    /**
     * Writes down what became of rows, and keeps the lease.
     *
     * @throws LeaseLostException when somebody else has it: nothing was written
     */
    void advance(RunningImport reached, List<Outcome> settled) throws InterruptedException {
        untilWritten(transaction -> {
            imports.advance(transaction, reached, clock.instant().plus(LEASE));
            outcomes.insert(transaction, reached.lease().importId(), settled);
        });
    }

    /** Writes down what became of the last rows, and deletes the file. */
    void complete(RunningImport reached, List<Outcome> settled) throws InterruptedException {
        end(reached, settled, "completed", null);
    }

    /** Gives an import up whose file turned out to be none, and deletes it. */
    void fail(RunningImport reached, String detail) throws InterruptedException {
        end(reached, List.of(), "failed", detail);
    }

    private void end(RunningImport reached, List<Outcome> settled, String status, @Nullable String detail)
            throws InterruptedException {
        untilWritten(transaction -> {
            imports.advance(transaction, reached, clock.instant().plus(LEASE));
            outcomes.insert(transaction, reached.lease().importId(), settled);
            imports.end(transaction, reached.lease(), status, detail);
            chunks.deleteAll(transaction, reached.lease().importId());
        });
    }

    /** Lets another worker go on at once, if the database is there to be told. */
    void release(RunningImport work) {
        transactions.run(transaction -> imports.release(transaction, work.lease()));
    }

    /** Deletes what processes left behind that died during an upload. */
    void deleteAbandonedUploads() {
        transactions.run(transaction -> imports.deleteAbandonedUploads(transaction, clock.instant()));
    }

    private void untilWritten(HandleConsumer<RuntimeException> work) throws InterruptedException {
        Patience patience = new Patience();
        while (true) {
            try {
                transactions.run(work);
                return;
            } catch (JdbiException away) {
                patience.sleep();
            }
        }
    }
}

package io.heed.feedback.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

import io.heed.contracts.Principal;
import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.intake.SubmissionColumns;
import io.heed.feedback.redaction.Redaction;
import io.heed.messaging.Transactions;
import io.heed.rest.ProblemException;
import io.heed.rest.ProblemKind;

/** Takes a file in: in one pass it is stored, hashed, and read as far as tells whether it is one. */
@Singleton
class StoreUpload {

    private static final Logger LOG = Logger.getLogger(StoreUpload.class);

    /** How long an upload may take for the next chunk before it counts as abandoned: at the slowest, four minutes. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Enough for a burst of small files. */
    private static final Duration FOR_ROOM = Duration.ofMillis(500);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final ImportStore imports;
    private final ChunkStore chunks;
    private final Redaction redaction;
    private final SignalIds ids;
    private final InstantSource clock;
    private final long mostBytes;
    private final Semaphore room;

    StoreUpload(
            Transactions transactions,
            ImportStore imports,
            ChunkStore chunks,
            Redaction redaction,
            SignalIds ids,
            InstantSource clock,
            ImportSettings settings) {
        this.transactions = transactions;
        this.imports = imports;
        this.chunks = chunks;
        this.redaction = redaction;
        this.ids = ids;
        this.clock = clock;
        this.mostBytes = settings.mostBytes();
        this.room = new Semaphore(settings.mostUploads());
    }

    /**
     * The import's id, once all of the file is safe. Otherwise nothing of it is kept.
     *
     * @throws ProblemException 400 when it is no file that can be imported, 413 when it is too large, 503 when it is not
     *     known to be stored
     */
    UUID store(InputStream body, Principal principal, String source) {
        awaitRoom();
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Lease lease = new Lease(ids.fresh(now), UUID.randomUUID());
            transactions.run(
                    transaction -> imports.insert(transaction, lease, now.plus(LEASE), principal, source, now));
            return store(body, lease);
        } catch (JdbiException | LeaseLostException away) {
            throw ProblemException.unavailable(
                    "The file could not be stored. Send it again: what is known already is not counted twice.",
                    RETRY_AFTER);
        } finally {
            room.release();
        }
    }

    private void awaitRoom() {
        try {
            if (room.tryAcquire(FOR_ROOM.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.unavailable("Too many files are being uploaded. Nothing was taken.", RETRY_AFTER);
    }

    private UUID store(InputStream body, Lease lease) {
        boolean stored = false;
        OneBehind storing = new OneBehind();
        try {
            AtomicInteger next = new AtomicInteger();
            UploadedBytes bytes = new UploadedBytes(
                    body,
                    mostBytes,
                    (chunk, length) -> {
                        byte[] compressed = chunks.compressed(chunk, length);
                        storing.begin(() -> storeChunk(lease, next.getAndIncrement(), compressed, length));
                    },
                    clock);
            long rows = rows(bytes);
            bytes.flush();
            storing.await();
            transactions.run(transaction -> imports.startRunning(transaction, lease, bytes.hash(), rows));
            stored = true;
            return lease.importId();
        } catch (IOException broken) {
            throw ProblemException.of(
                    ProblemKind.INVALID_REQUEST, "The upload broke off, and nothing was taken. Send the file again.");
        } catch (ProblemException refusal) {
            if (refusal.problem().status() == ProblemKind.INVALID_REQUEST.status()) {
                readOn(body);
            }
            throw refusal;
        } finally {
            if (!stored) {
                storing.settle();
                delete(lease);
            }
        }
    }

    private void delete(Lease lease) {
        try {
            transactions.run(transaction -> imports.deleteUpload(transaction, lease));
        } catch (JdbiException away) {
            LOG.warnf("An upload could not be deleted now and is later, importId=%s", lease.importId());
        }
    }

    private void storeChunk(Lease lease, int number, byte[] compressed, int length) {
        transactions.run(transaction -> {
            imports.renew(transaction, lease, clock.instant().plus(LEASE));
            chunks.insert(transaction, lease.importId(), number, compressed, length);
        });
    }

    private long rows(UploadedBytes bytes) throws IOException {
        try (CsvFile file = new CsvFile(bytes)) {
            SubmissionColumns columns = SubmissionColumns.of(file.header(), file.notesAtTheLeft());
            for (String name : columns.entryNames()) {
                if (!redaction.of(name).equals(name)) {
                    throw CsvFile.refused(
                            "The name of a segment or an attribute holds personal data. Rename the column.");
                }
            }
            while (file.next(false) != null) {
                // counted by the file
            }
            return file.row();
        }
    }

    /** A client that is still sending may not look for an answer before it is through. */
    private static void readOn(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // then nobody waits for the answer either
        }
    }
}

package io.heed.feedback.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.intake.ReceiveSignal;
import io.heed.feedback.intake.SubmissionReader;
import io.heed.rest.ProblemException;

/**
 * Sends the rows of an import that is leased: one thread reads, as many as there are processors send, and about once a
 * second the outcomes of all rows before the first open one are written down, with the lease. Whoever goes on later
 * begins there; rows sent twice are the same events.
 */
@Singleton
class SendImport {

    private static final Logger LOG = Logger.getLogger(SendImport.class);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);
    /** Batches under way, in all imports together: more makes nothing faster, and memory grow. */
    private static final int MOST_UNDER_WAY = 6;

    private final Worklist worklist;
    private final SubmissionReader reader;
    private final SignalIds ids;
    private final ReceiveSignal receive;
    private final RowSender.Way way;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final ExecutorService senders = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("import-rows-", 0).factory());

    @Inject
    SendImport(Worklist worklist, SubmissionReader reader, SignalIds ids, ReceiveSignal receive) {
        this(worklist, reader, ids, receive, receive::append);
    }

    SendImport(Worklist worklist, SubmissionReader reader, SignalIds ids, ReceiveSignal receive, RowSender.Way way) {
        this.worklist = worklist;
        this.reader = reader;
        this.ids = ids;
        this.receive = receive;
        this.way = way;
    }

    /**
     * Sends what is left; returns when it is completed or failed, or is somebody else's now.
     *
     * @throws InterruptedException when the process stops; whoever takes the lease goes on
     */
    void send(RunningImport begun) throws InterruptedException {
        Settlement settlement = new Settlement();
        RowFeed feed = new RowFeed(
                begun, file -> new RowSender(begun, file, reader, ids, receive, way), settlement, senders, room);
        Thread reading =
                Thread.ofPlatform().daemon().name("import-reader").start(() -> feed.read(worklist.file(begun)));
        try {
            writeDown(begun, settlement);
        } catch (LeaseLostException taken) {
            LOG.infof(
                    "An import is somebody else's now, importId=%s",
                    begun.lease().importId());
        } finally {
            settlement.fail(new LeaseLostException());
            reading.interrupt();
            reading.join();
        }
    }

    private void writeDown(RunningImport begun, Settlement settlement) throws InterruptedException {
        RunningImport reached = begun;
        while (true) {
            List<Outcome> settled = new ArrayList<>();
            try {
                for (RowBatch batch : settlement.take(BETWEEN_CHECKPOINTS)) {
                    settled.add(batch.outcome());
                    reached = reached.after(settled.getLast());
                }
            } catch (ProblemException unusable) {
                worklist.fail(reached, unusable.problem().detail());
                return;
            } catch (RuntimeException bug) {
                LOG.errorf(
                        bug,
                        "An import failed unexpectedly, importId=%s",
                        begun.lease().importId());
                worklist.fail(reached, "Something went wrong on our side: ask your operator.");
                return;
            }
            if (settlement.isOver()) {
                worklist.complete(reached, settled);
                LOG.infof("An import is completed, importId=%s", begun.lease().importId());
                return;
            }
            worklist.advance(reached, settled);
        }
    }

    @PreDestroy
    void stop() {
        senders.shutdownNow();
    }
}

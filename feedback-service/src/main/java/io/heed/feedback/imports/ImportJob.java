package io.heed.feedback.imports;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** Looks every two seconds, and when it is woken, for imports to send, and once a minute for uploads to clear away. */
@Singleton
class ImportJob {

    private static final Logger LOG = Logger.getLogger(ImportJob.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final Worklist worklist;
    private final SendImport send;
    private final ImportSettings settings;
    private final InstantSource clock;
    private final Semaphore woken = new Semaphore(0);
    private final List<Thread> workers = new ArrayList<>();
    private volatile Instant cleaned = Instant.EPOCH;

    ImportJob(Worklist worklist, SendImport send, ImportSettings settings, InstantSource clock) {
        this.worklist = worklist;
        this.send = send;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < settings.mostAtOnce(); i++) {
            workers.add(Thread.ofVirtual().name("imports-" + i).start(this::run));
        }
    }

    /** There may be an import to send. */
    void wake() {
        woken.release();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (!look() && woken.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            LOG.debug("Stopped while there was nothing to send");
        }
    }

    /** Sends an import if there is one. */
    private boolean look() throws InterruptedException {
        try {
            clean();
            Optional<RunningImport> found = worklist.next();
            if (found.isPresent()) {
                send(found.get());
            }
            return found.isPresent();
        } catch (JdbiException away) {
            LOG.debugf("The database is away, failure=%s", away.getClass().getSimpleName());
            return false;
        }
    }

    private void send(RunningImport work) throws InterruptedException {
        try {
            send.send(work);
        } catch (InterruptedException stopped) {
            worklist.release(work);
            throw stopped;
        }
    }

    private void clean() {
        Instant now = clock.instant();
        if (now.isAfter(cleaned.plus(BETWEEN_CLEANINGS))) {
            cleaned = now;
            worklist.deleteAbandonedUploads();
        }
    }

    /** Before the connections close that it works with. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        workers.forEach(Thread::interrupt);
        for (Thread worker : workers) {
            worker.join(STOP_WITHIN);
        }
    }
}

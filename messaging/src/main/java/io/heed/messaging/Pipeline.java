package io.heed.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches through preparing and applying, in order, one batch in each stage.
 *
 * <p>A batch belongs to an epoch. Dropping starts the next epoch: batches of earlier ones end at the next point at which
 * they can, and whatever one of them may still commit is fenced by the positions it expects.
 */
final class Pipeline<D, P> {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final int DEPTH = 2;

    private record Batch(long epoch, List<Received> records) {}

    /** Says that a batch belongs to an earlier epoch. */
    private static final class DroppedException extends RuntimeException {
        DroppedException() {
            super("The batch was dropped", null, false, false);
        }
    }

    private final String name;
    private final BatchWork<D, P> work;
    private final Runnable onFenced;
    private final Semaphore slots = new Semaphore(DEPTH);
    private final AtomicLong epoch = new AtomicLong();
    private final AtomicLong outstanding = new AtomicLong();
    private final AtomicBoolean fenced = new AtomicBoolean();
    private final ExecutorService preparing;
    private final ExecutorService applying;
    private volatile boolean outage;
    private volatile boolean broken;

    /** @param onFenced called when another reader turned out to have moved the positions */
    Pipeline(String name, BatchWork<D, P> work, Runnable onFenced) {
        this.name = name;
        this.work = work;
        this.onFenced = onFenced;
        this.preparing = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name + "-prepare").daemon().factory());
        this.applying = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name + "-apply").daemon().factory());
    }

    /** Whether a batch may be submitted, after waiting at most so long. */
    boolean awaitRoom(Duration atMost) throws InterruptedException {
        return awaitSlots(1, atMost);
    }

    /** Whether no batch is under way, after waiting at most so long. */
    boolean awaitIdle(Duration atMost) throws InterruptedException {
        return awaitSlots(DEPTH, atMost);
    }

    private boolean awaitSlots(int count, Duration atMost) throws InterruptedException {
        if (!slots.tryAcquire(count, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        slots.release(count);
        return true;
    }

    /** Takes a batch; only when there is room. */
    void submit(List<Received> records) {
        if (!slots.tryAcquire()) {
            throw new IllegalStateException("There is no room for another batch");
        }
        outstanding.addAndGet(records.size());
        Batch batch = new Batch(epoch.get(), records);
        preparing.execute(() -> prepare(batch));
    }

    /** Ends all batches under way as soon as can be, without their effects unless they have just been committed. */
    void drop() {
        epoch.incrementAndGet();
    }

    /** Whether, since this was last asked, a batch met positions that another reader had moved. */
    boolean takeFenced() {
        return fenced.getAndSet(false);
    }

    /** Records under way. */
    long outstanding() {
        return outstanding.get();
    }

    boolean isHealthy() {
        return !outage && !broken;
    }

    void close(Duration within) throws InterruptedException {
        drop();
        preparing.shutdown();
        if (!preparing.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS)) {
            preparing.shutdownNow();
        }
        applying.shutdown();
        if (!applying.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS)) {
            applying.shutdownNow();
        }
    }

    private void prepare(Batch batch) {
        Optional<BatchWork.Prepared<D, P>> prepared;
        try {
            prepared = Optional.of(persist(batch, Outage::causes, () -> work.prepare(batch.records())));
        } catch (DroppedException | InterruptedException e) {
            finished(batch);
            return;
        } catch (Exception e) {
            // the next stage tries its parts, once the batches before are applied
            prepared = Optional.empty();
        } catch (Error e) {
            broken(e);
            finished(batch);
            throw e;
        }
        Optional<BatchWork.Prepared<D, P>> whole = prepared;
        applying.execute(() -> apply(batch, whole));
    }

    private void apply(Batch batch, Optional<BatchWork.Prepared<D, P>> whole) {
        try {
            if (whole.isEmpty() || !applied(batch, whole.get())) {
                isolate(batch, batch.records());
            }
        } catch (Positions.FencedException e) {
            drop();
            fenced.set(true);
            onFenced.run();
        } catch (DroppedException | InterruptedException e) {
            LOG.debug("Dropped a batch, consumer={}", name);
        } catch (Throwable e) {
            broken(e);
        } finally {
            finished(batch);
        }
    }

    private boolean applied(Batch batch, BatchWork.Prepared<D, P> whole) throws InterruptedException {
        try {
            persist(batch, Outage::causes, () -> {
                work.apply(whole);
                return true;
            });
            return true;
        } catch (Positions.FencedException | DroppedException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("A batch failed and is tried in parts, consumer={} failure={}", name, Backoff.name(e));
            return false;
        }
    }

    /** Halves what failed as a whole until the records that fail alone are found, and puts those aside. */
    private void isolate(Batch batch, List<Received> records) throws Exception {
        int middle = records.size() / 2;
        List<List<Received>> parts = middle == 0
                ? List.of(records)
                : List.of(records.subList(0, middle), records.subList(middle, records.size()));
        for (List<Received> part : parts) {
            try {
                persist(batch, Outage::causes, () -> {
                    work.apply(work.prepare(part));
                    return true;
                });
            } catch (Positions.FencedException | DroppedException | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (part.size() > 1) {
                    isolate(batch, part);
                } else {
                    // where not even this can be written, the database is not as it should be: that may be mended
                    Predicate<Exception> always = failure -> !(failure instanceof Positions.FencedException);
                    persist(batch, always, () -> {
                        work.quarantine(part.getFirst(), e);
                        return true;
                    });
                }
            }
        }
    }

    /** Tries until it works or fails otherwise; never beyond the batch's epoch. */
    private <T> T persist(Batch batch, Predicate<Exception> passing, Callable<T> step) throws Exception {
        Backoff backoff = new Backoff();
        while (batch.epoch() == epoch.get()) {
            try {
                T result = step.call();
                outage = false;
                return result;
            } catch (Exception e) {
                if (batch.epoch() != epoch.get() && !(e instanceof Positions.FencedException)) {
                    break;
                }
                if (!passing.test(e)) {
                    throw e;
                }
                if (!outage) {
                    LOG.warn("What a consumer needs is away; it waits, consumer={} failure={}", name, Backoff.name(e));
                }
                outage = true;
                backoff.sleep();
            }
        }
        throw new DroppedException();
    }

    private void finished(Batch batch) {
        outstanding.addAndGet(-batch.records().size());
        slots.release();
    }

    private void broken(Throwable failure) {
        broken = true;
        LOG.error("A consumer stopped, consumer={} failure={}", name, Backoff.name(failure));
    }
}

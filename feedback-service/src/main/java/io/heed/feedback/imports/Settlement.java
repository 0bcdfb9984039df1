package io.heed.feedback.imports;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The batches of one run in the order of their rows: which of them are settled, so that a prefix can be written down. */
final class Settlement {

    /** Batches that wait to be written down; their outcomes are some MiB. */
    private static final int MOST_WAITING = 2_048;
    /** So many are written down before their time. */
    private static final int ENOUGH = 512;

    private final Deque<RowBatch> inOrder = new ArrayDeque<>();
    private final Set<RowBatch> settled = new HashSet<>();
    private boolean complete;
    private @Nullable RuntimeException failure;

    /** Adds the batch that follows; waits while too many are not written down. */
    synchronized void add(RowBatch batch) throws InterruptedException {
        while (inOrder.size() >= MOST_WAITING) {
            wait();
        }
        inOrder.add(batch);
    }

    synchronized void settle(RowBatch batch) {
        settled.add(batch);
        if (settled.size() >= ENOUGH || (complete && settled.size() == inOrder.size())) {
            notifyAll();
        }
    }

    /** No batch follows. */
    synchronized void complete() {
        complete = true;
        notifyAll();
    }

    synchronized void fail(RuntimeException why) {
        if (failure == null) {
            failure = why;
        }
        notifyAll();
    }

    synchronized boolean isFailed() {
        return failure != null;
    }

    /** Whether all there will ever be was taken. */
    synchronized boolean isOver() {
        return complete && inOrder.isEmpty();
    }

    /**
     * The settled batches at the front, after this time, or when there are many, or when nothing follows.
     *
     * @throws RuntimeException what the run failed with
     */
    synchronized List<RowBatch> take(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        long left = within.toMillis();
        while (failure == null
                && left > 0
                && settled.size() < ENOUGH
                && !(complete && settled.size() == inOrder.size())) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        if (failure != null) {
            throw failure;
        }
        List<RowBatch> front = new ArrayList<>();
        while (!inOrder.isEmpty() && settled.remove(inOrder.getFirst())) {
            front.add(inOrder.removeFirst());
        }
        notifyAll();
        return front;
    }
}

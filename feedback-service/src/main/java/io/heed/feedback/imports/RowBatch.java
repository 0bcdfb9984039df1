package io.heed.feedback.imports;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.SignalReceived;
import io.heed.rest.Problem;
import io.heed.rest.ProblemException;
import io.heed.rest.Violation;

/** Rows that follow each other and are sent together. No thread waits for their acknowledgement. */
final class RowBatch {

    private static final int MOST_ROWS = 256;
    private static final int MOST_CHARACTERS = 96 * 1024;

    private static final byte[] NONE = {};

    private final long firstRow;
    private final List<String[]> rows = new ArrayList<>();
    private final ConcurrentLinkedQueue<Integer> unknown = new ConcurrentLinkedQueue<>();
    private final Patience patience = new Patience();
    private @Nullable ByteBuffer ids;
    private @Nullable GuardedCsv rejections;
    private volatile @Nullable RuntimeException failure;
    private int characters;
    private int rejected;

    /** Whoever awaits the outcome of a batch. */
    interface Listener {
        /** Every row has one. */
        void settled(RowBatch batch);

        /** For some rows nobody knows: they are to be sent again after a while. */
        void unknown(RowBatch batch, List<Integer> indexes, long afterMillis);

        /** Something happened that trying again will not mend. */
        void failed(RowBatch batch, RuntimeException failure);
    }

    RowBatch(long firstRow) {
        this.firstRow = firstRow;
    }

    /** Adds the next row; true when the batch is full. */
    boolean add(String[] cells) {
        rows.add(cells);
        for (String cell : cells) {
            characters += cell.length();
        }
        return rows.size() == MOST_ROWS || characters >= MOST_CHARACTERS;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Sends all rows. */
    void send(RowSender sender, Listener listener) {
        ids = ByteBuffer.allocate(rows.size() * Outcome.ID_BYTES);
        send(IntStream.range(0, rows.size()).boxed().toList(), sender, listener);
    }

    /** Sends these rows. */
    void send(List<Integer> indexes, RowSender sender, Listener listener) {
        AtomicInteger open = new AtomicInteger(indexes.size() + 1);
        for (int index : indexes) {
            try {
                SignalReceived signal = sender.signal(firstRow + index, rows.get(index));
                note(index, signal.id());
                sender.send(signal, unavailable -> {
                    if (unavailable != null) {
                        unknown.add(index);
                    }
                    settle(open, listener);
                });
            } catch (ProblemException refusal) {
                reject(firstRow + index, refusal.problem());
                open.decrementAndGet();
            } catch (RuntimeException bug) {
                failure = bug;
                open.decrementAndGet();
            }
        }
        settle(open, listener);
    }

    private void settle(AtomicInteger open, Listener listener) {
        if (open.decrementAndGet() == 0) {
            answered(listener);
        }
    }

    private void note(int index, UUID id) {
        Objects.requireNonNull(ids)
                .putLong(index * Outcome.ID_BYTES, id.getMostSignificantBits())
                .putLong(index * Outcome.ID_BYTES + Long.BYTES, id.getLeastSignificantBits());
    }

    private void answered(Listener listener) {
        RuntimeException bug = failure;
        if (bug != null) {
            listener.failed(this, bug);
        } else if (unknown.isEmpty()) {
            rows.clear();
            listener.settled(this);
        } else {
            List<Integer> again = List.copyOf(unknown);
            unknown.clear();
            listener.unknown(this, again, patience.millis());
        }
    }

    private void reject(long row, Problem problem) {
        if (rejections == null) {
            rejections = new GuardedCsv();
        }
        rejected++;
        List<Violation> violations = problem.violations();
        if (violations == null) {
            rejections.line(Long.toString(row), "", problem.detail());
        } else {
            for (Violation violation : violations) {
                rejections.line(Long.toString(row), violation.field(), violation.message());
            }
        }
    }

    /** What became of the rows, once they are settled. */
    Outcome outcome() {
        byte[] all = ids == null ? new byte[0] : ids.array();
        return new Outcome(firstRow, all, rejected, rejections == null ? NONE : rejections.toBytes());
    }
}

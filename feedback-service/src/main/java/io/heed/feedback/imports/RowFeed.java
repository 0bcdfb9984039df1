package io.heed.feedback.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Reads an import's rows behind its checkpoint and has them sent, a bounded number of batches at a time. */
final class RowFeed implements RowBatch.Listener {

    private final RunningImport begun;
    private final Function<CsvFile, RowSender> senderFor;
    private final Settlement settlement;
    private final Executor senders;
    private final Semaphore room;
    private @Nullable RowSender sender;

    RowFeed(
            RunningImport begun,
            Function<CsvFile, RowSender> senderFor,
            Settlement settlement,
            Executor senders,
            Semaphore room) {
        this.begun = begun;
        this.senderFor = senderFor;
        this.settlement = settlement;
        this.senders = senders;
        this.room = room;
    }

    /** Reads all of the file, unless it is interrupted or the run has failed. */
    void read(InputStream bytes) {
        try (CsvFile file = new CsvFile(bytes)) {
            RowSender rows = senderFor.apply(file);
            sender = rows;
            while (file.row() < begun.done() && file.next(false) != null) {
                // has an outcome already
            }
            RowBatch batch = new RowBatch(file.row() + 1);
            for (String[] cells = file.next(true); cells != null; cells = file.next(true)) {
                if (batch.add(cells)) {
                    dispatch(batch, rows);
                    batch = new RowBatch(file.row() + 1);
                }
            }
            if (!batch.isEmpty()) {
                dispatch(batch, rows);
            }
            settlement.complete();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException unreadable) {
            settlement.fail(new UncheckedIOException(unreadable));
        } catch (RuntimeException failure) {
            settlement.fail(failure);
        }
    }

    private void dispatch(RowBatch batch, RowSender rows) throws InterruptedException {
        room.acquire();
        try {
            settlement.add(batch);
            senders.execute(() -> batch.send(rows, this));
        } catch (InterruptedException | RejectedExecutionException stopped) {
            room.release();
            throw stopped;
        }
    }

    @Override
    public void settled(RowBatch batch) {
        room.release();
        settlement.settle(batch);
    }

    @Override
    public void unknown(RowBatch batch, List<Integer> indexes, long afterMillis) {
        RowSender rows = sender;
        if (settlement.isFailed() || rows == null) {
            room.release();
            return;
        }
        CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS, senders)
                .execute(() -> batch.send(indexes, rows, this));
    }

    @Override
    public void failed(RowBatch batch, RuntimeException failure) {
        room.release();
        settlement.fail(failure);
    }
}

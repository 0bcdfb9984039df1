package io.heed.feedback.intake;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.heed.rest.ProblemException;

/** Works on batches beside the event loops, on as many threads as there are processors, and on so many bytes at most. */
@Singleton
class BatchWorkers {

    private static final long MOST_BYTES = 64L << 20;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final AtomicLong bytes = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("intake-batch-", 0).daemon().factory());

    /** The work's result. Fails with a 503 where too many bytes wait already, and otherwise as the work does. */
    <T> CompletionStage<T> run(int size, Callable<CompletionStage<T>> work) {
        if (bytes.addAndGet(size) > MOST_BYTES) {
            bytes.addAndGet(-size);
            return CompletableFuture.failedStage(ProblemException.unavailable(
                    "Too many batches are being worked on. This one was not taken: send it again.", RETRY_AFTER));
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                work.call().whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
            } catch (Exception failure) {
                result.completeExceptionally(failure);
            }
        });
        return result.whenComplete((value, failure) -> bytes.addAndGet(-size));
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

package io.heed.feedback.intake;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** Works on batches beside the event loops, on as many threads as there are processors. */
@Singleton
class BatchWorkers {

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("intake-batch-", 0).daemon().factory());

    /** The work's result. */
    <T> CompletionStage<T> run(Callable<CompletionStage<T>> work) {
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
        return result;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

package io.heed.feedback.imports;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Does pieces of work in their order beside the thread that gives them, which is at most one piece ahead. */
final class OneBehind {

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /**
     * Begins the work as soon as that before it is done.
     *
     * @throws RuntimeException what the work before it failed with
     */
    void begin(Runnable work) {
        await();
        last = CompletableFuture.runAsync(work, Thread::startVirtualThread);
    }

    /**
     * Waits until all work is done.
     *
     * @throws RuntimeException what the last of it failed with
     */
    void await() {
        try {
            last.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Waits until nothing is done any more, whether or not it failed. */
    void settle() {
        last.exceptionally(failed -> null).join();
    }
}

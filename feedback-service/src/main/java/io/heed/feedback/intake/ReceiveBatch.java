package io.heed.feedback.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.contracts.SignalReceived;
import io.heed.feedback.receipts.Receipts;
import io.heed.rest.Problem;
import io.heed.rest.ProblemException;

/** Receives many signals at once: good ones are taken, bad ones are named. */
@Singleton
class ReceiveBatch {

    private final ReceiveSignal receive;
    private final SignalLog log;
    private final Receipts receipts;

    ReceiveBatch(ReceiveSignal receive, SignalLog log, Receipts receipts) {
        this.receive = receive;
        this.log = log;
        this.receipts = receipts;
    }

    /** Gives the item at that place an id, where it brings none. */
    @FunctionalInterface
    interface Ids {
        UUID of(int index);
    }

    /**
     * A batch under way.
     *
     * @param answer what is to be said once all is acknowledged
     * @param acknowledged fails with a 503 when it is not known of every signal whether it was taken
     */
    record Sent(Batch answer, CompletionStage<Void> acknowledged) {}

    /**
     * Sends what is good of a batch. Waits for room on the way to the broker, so it must not run on an event loop.
     *
     * @param at when the batch reached Heed
     */
    Sent send(List<BatchForm.Item> items, Principal principal, Instant at, Ids ids) {
        Acknowledgements acknowledgements = new Acknowledgements();
        List<Batch.Taken> taken = new ArrayList<>(items.size());
        List<Batch.Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int index = i;
            switch (items.get(i)) {
                case BatchForm.Invalid(Problem problem) -> rejected.add(Batch.Rejected.of(i, problem));
                case BatchForm.Valid(Submission submission) -> {
                    SignalReceived signal;
                    try {
                        signal = receive.signal(submission, new Arrival(principal, at, () -> ids.of(index)));
                    } catch (ProblemException refusal) {
                        rejected.add(Batch.Rejected.of(i, refusal.problem()));
                        continue;
                    }
                    taken.add(new Batch.Taken(i, signal.id(), receipts.of(signal.id())));
                    acknowledgements.expect();
                    log.awaitRoom();
                    log.append(signal, acknowledgements);
                }
            }
        }
        return new Sent(new Batch(taken.size(), taken, rejected), acknowledgements.all());
    }

    /** Counts what is still open of a batch. */
    private static final class Acknowledgements implements AppendCallback {

        private final CompletableFuture<Void> all = new CompletableFuture<>();
        /** One more than there are, until all are sent. */
        private final AtomicInteger open = new AtomicInteger(1);

        private final AtomicReference<@Nullable ProblemException> unavailable = new AtomicReference<>();

        void expect() {
            open.incrementAndGet();
        }

        @Override
        public void onCompletion(@Nullable ProblemException why) {
            if (why != null) {
                unavailable.set(why);
            }
            settle();
        }

        /** Nothing more is sent. */
        CompletionStage<Void> all() {
            settle();
            return all;
        }

        private void settle() {
            if (open.decrementAndGet() > 0) {
                return;
            }
            ProblemException why = unavailable.get();
            if (why == null) {
                all.complete(null);
            } else {
                all.completeExceptionally(why);
            }
        }
    }
}

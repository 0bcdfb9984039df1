package io.heed.feedback.submissions;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.feedback.intake.ReceiveSignal;
import io.heed.messaging.BatchHandler;
import io.heed.messaging.OutageException;
import io.heed.messaging.QuarantineCode;
import io.heed.messaging.RefusedException;
import io.heed.rest.ProblemException;
import io.heed.rest.ProblemKind;

/**
 * Takes submissions the way that REST takes them. All of a batch are on {@code feedback.signals}, acknowledged, before the
 * transaction that moves past them; a crash in between sends them again as the same signals.
 */
@Singleton
class TakeSubmissions implements BatchHandler<IncomingSubmission, Integer> {

    /** Well below what the log takes at a time, which it shares with requests. */
    private static final int MOST_BYTES_IN_FLIGHT = 4 << 20;
    /** What a signal has beside the submission, as the log counts it and then some. */
    private static final int OVERHEAD_BYTES = 4_096;

    private final ReceiveSignal receive;

    TakeSubmissions(ReceiveSignal receive) {
        this.receive = receive;
    }

    @Override
    public Integer prepare(List<IncomingSubmission> batch) throws Exception {
        Semaphore room = new Semaphore(MOST_BYTES_IN_FLIGHT);
        AtomicBoolean away = new AtomicBoolean();
        List<CompletableFuture<UUID>> sent = new ArrayList<>(batch.size());
        for (IncomingSubmission incoming : batch) {
            int bytes = incoming.bytes() + OVERHEAD_BYTES;
            room.acquire(bytes);
            if (away.get()) {
                // all of it will be tried again: what is not sent yet need not be
                break;
            }
            sent.add(receive(incoming).whenComplete((id, failure) -> {
                away.compareAndSet(false, failure != null && isOutage(failure));
                room.release(bytes);
            }));
        }
        ProblemException refused = null;
        for (CompletableFuture<UUID> each : sent) {
            ProblemException refusal = acknowledged(each);
            refused = refusal == null ? refused : refusal;
        }
        if (refused != null) {
            throw new RefusedException(QuarantineCode.INVALID_SUBMISSION, SubmissionRecords.faults(refused));
        }
        return batch.size();
    }

    private CompletableFuture<UUID> receive(IncomingSubmission incoming) {
        try {
            return receive.receive(incoming.submission(), incoming.arrival()).toCompletableFuture();
        } catch (ProblemException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private static boolean isOutage(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        Throwable cause = wrapped ? failure.getCause() : failure;
        return cause instanceof ProblemException problem
                && problem.problem().status() == ProblemKind.UNAVAILABLE.status();
    }

    /** Waits for the broker; null when it has the signal, and why not where that is the submission's fault. */
    private static @Nullable ProblemException acknowledged(CompletableFuture<UUID> sent) throws Exception {
        try {
            sent.get();
            return null;
        } catch (ExecutionException failed) {
            if (isOutage(failed)) {
                throw new OutageException("The brokers did not acknowledge a submission");
            }
            if (failed.getCause() instanceof ProblemException refusal) {
                return refusal;
            }
            throw failed;
        }
    }

    /** Nothing is left to be done: the positions move, and that is all. */
    @Override
    public void apply(Handle transaction, Integer taken) {}
}

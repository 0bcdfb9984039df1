package io.heed.feedback.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.heed.feedback.identity.SignalIds;
import io.heed.messaging.Transactions;
import io.heed.rest.ProblemException;
import io.heed.rest.ProblemKind;

/**
 * Does a request under its key once: a repetition gets the first answer. Whoever dies over it, or can't tell whether it
 * worked, leaves the seed of its ids behind, so that doing it again makes the same signals and counts none twice.
 */
@Singleton
public class AnswerOnce {

    private static final Logger LOG = Logger.getLogger(AnswerOnce.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int SERVER_ERRORS = 500;

    private final Transactions transactions;
    private final IdempotencyStore store;
    private final SignalIds ids;
    private final InstantSource clock;
    private final ExecutorService storing = Executors.newVirtualThreadPerTaskExecutor();

    AnswerOnce(Transactions transactions, IdempotencyStore store, SignalIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The answer, kept or new. Fails with a 409 while the same request is under way, with a 422 when the key was used for
     * another one, with a 503 when the database does not answer, and otherwise as the work does. A refusal is not kept:
     * what is sent under the key next is looked at anew.
     *
     * @param work does what is asked for; given the seed of its ids, and run on another thread
     */
    public CompletionStage<KeptAnswer> answer(KeyedRequest request, Function<UUID, CompletionStage<KeptAnswer>> work) {
        Instant now = clock.instant();
        UUID seed = ids.fresh(now);
        return CompletableFuture.supplyAsync(() -> claim(request, seed, now), storing)
                .thenCompose(claim -> switch (claim) {
                    case Claim.Answered(KeptAnswer answer) -> CompletableFuture.completedStage(answer);
                    case Claim.Granted(UUID granted) -> work(request, granted, work);
                    case Claim.InFlight() ->
                        CompletableFuture.failedStage(ProblemException.inFlight(
                                "The same request is being worked on: send it again in a moment.", RETRY_AFTER));
                    case Claim.OtherRequest() ->
                        CompletableFuture.failedStage(ProblemException.of(
                                ProblemKind.INCOMPLETE,
                                "This " + KeyedRequest.HEADER
                                        + " was used for another request in the last 24 hours: take a new key."));
                });
    }

    private Claim claim(KeyedRequest request, UUID seed, Instant now) {
        try {
            return transactions.call(transaction -> store.claim(transaction, request, seed, now));
        } catch (RuntimeException failure) {
            LOG.warnf("A key could not be claimed, failure=%s", failure.getClass());
            throw ProblemException.unavailable("The request was not taken. Send it again.", RETRY_AFTER);
        }
    }

    private CompletionStage<KeptAnswer> work(
            KeyedRequest request, UUID seed, Function<UUID, CompletionStage<KeptAnswer>> work) {
        CompletionStage<KeptAnswer> worked;
        try {
            worked = work.apply(seed);
        } catch (RuntimeException refusal) {
            worked = CompletableFuture.failedStage(refusal);
        }
        // whatever the broker's thread completes is written down on one that may wait
        return worked.whenCompleteAsync((answer, failure) -> settle(request, seed, answer, failure), storing);
    }

    /** What can't be written down is not lost: the next repetition does the same again, under the same ids. */
    private void settle(KeyedRequest request, UUID seed, @Nullable KeptAnswer answer, @Nullable Throwable failure) {
        try {
            transactions.run(transaction -> {
                if (answer != null) {
                    store.answer(transaction, request, seed, answer, clock.instant());
                } else if (failure != null && isRefusal(failure)) {
                    store.forget(transaction, request, seed);
                } else {
                    store.release(transaction, request, seed);
                }
            });
        } catch (RuntimeException away) {
            LOG.warnf("A key could not be settled, failure=%s", away.getClass());
        }
    }

    private static boolean isRefusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapper && wrapper.getCause() != null
                ? wrapper.getCause()
                : failure;
        return cause instanceof JsonProcessingException
                || (cause instanceof ProblemException problem
                        && problem.problem().status() < SERVER_ERRORS);
    }

    @PreDestroy
    void close() {
        storing.shutdown();
    }
}

package io.heed.feedback.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.heed.contracts.Principal;
import io.heed.feedback.receipts.Receipts;
import io.heed.rest.ProblemException;
import io.heed.rest.UnreadableJson;

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

    private record Sent(int index, CompletableFuture<UUID> id) {}

    /**
     * The answer, once the broker has acknowledged all that was good; fails with a 503 when it is not known of every one
     * whether it was taken. Waits for room on the way to the broker, so it must not run on an event loop.
     */
    CompletionStage<Batch> receive(List<BatchForm.Item> items, Principal principal, Instant at, Ids ids) {
        List<Sent> sent = new ArrayList<>(items.size());
        List<Batch.Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int index = i;
            try {
                Submission submission = items.get(i).read();
                log.awaitRoom();
                Arrival arrival = new Arrival(principal, at, () -> ids.of(index));
                sent.add(new Sent(i, receive.receive(submission, arrival).toCompletableFuture()));
            } catch (ProblemException refusal) {
                rejected.add(Batch.Rejected.of(i, refusal.problem()));
            } catch (JsonProcessingException unreadable) {
                rejected.add(Batch.Rejected.of(i, UnreadableJson.problem(unreadable)));
            }
        }
        return CompletableFuture.allOf(sent.stream().map(Sent::id).toArray(CompletableFuture<?>[]::new))
                .thenApply(acknowledged ->
                        new Batch(sent.size(), sent.stream().map(this::taken).toList(), rejected));
    }

    private Batch.Taken taken(Sent sent) {
        UUID id = sent.id().join();
        return new Batch.Taken(sent.index(), id, receipts.of(id));
    }
}

package io.heed.action.actions;

import java.time.InstantSource;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.heed.action.delivery.JtaTransactions;
import io.heed.rest.ProblemException;

/** Reads one action as callers see it. */
@ApplicationScoped
public class ReadAction {

    private final JtaTransactions transactions;
    private final QueueStore queue;
    private final InstantSource clock;

    ReadAction(JtaTransactions transactions, QueueStore queue, InstantSource clock) {
        this.transactions = transactions;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * The action with its history.
     *
     * @throws ProblemException 404 when there is none
     */
    public ActionView one(UUID id) {
        return transactions
                .read(transaction -> queue.find(transaction, id, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("There is no such action."));
    }
}

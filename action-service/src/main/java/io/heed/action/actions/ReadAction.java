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
    private final ActionViews views;
    private final InstantSource clock;

    ReadAction(JtaTransactions transactions, ActionViews views, InstantSource clock) {
        this.transactions = transactions;
        this.views = views;
        this.clock = clock;
    }

    /**
     * The action with its history.
     *
     * @throws ProblemException 404 when there is none
     */
    public ActionView one(UUID id) {
        return transactions
                .call(transaction -> views.find(transaction, id, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("There is no such action."));
    }
}

package io.heed.action.delivery;

import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

import io.heed.messaging.OutboxRelay;
import io.heed.messaging.RolledBackByServer;
import io.heed.messaging.Transactions;

/**
 * Transactions in which entities and SQL meet: Hibernate and the handle work on the same connection, and everything
 * commits together or not at all. Entities have to be flushed before SQL is to see them.
 */
@ApplicationScoped
public class JtaTransactions {

    private static final int ATTEMPTS = 4;

    private final OutboxRelay relay;
    private final Jdbi jdbi;

    JtaTransactions(AgroalDataSource dataSource, OutboxRelay relay) {
        this.relay = relay;
        this.jdbi = Transactions.quiet(Jdbi.create(dataSource));
        // the transaction manager commits; the handle only has to know that it stands in a transaction
        jdbi.setTransactionHandler(new CMTTransactionHandler());
    }

    /** What is done in a transaction. It may be done again after a rollback. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Handle transaction);
    }

    /** Runs work that appends no events in a transaction of its own; otherwise like {@link #change}. */
    public <T> T call(Work<T> work) {
        return RolledBackByServer.runAgain(
                ATTEMPTS, () -> QuarkusTransaction.requiringNew().call(() -> inHandle(work)));
    }

    /**
     * Runs the work in a transaction of its own: committed when it returns, rolled back when it throws. Where the
     * database breaks a deadlock at its cost, it is run again. Events that it appended are published right after.
     */
    public <T> T change(Work<T> work) {
        return changeIf(work, result -> true);
    }

    /** Like {@link #change}, for work whose result tells whether it appended events. */
    public <T> T changeIf(Work<T> work, Predicate<T> appended) {
        T result = call(work);
        if (appended.test(result)) {
            relay.wake();
        }
        return result;
    }

    private <T> T inHandle(Work<T> work) {
        // the source gives the connection of the transaction that is under way
        try (Handle handle = jdbi.open()) {
            return work.in(handle);
        }
    }
}

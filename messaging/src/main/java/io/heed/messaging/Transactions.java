package io.heed.messaging;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/** Runs work in one database transaction: committed when it returns, rolled back when it throws. */
public final class Transactions {

    private final Jdbi jdbi;

    private Transactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Transactions on connections of this source, whose search path names the service's own schema. */
    public static Transactions over(DataSource dataSource) {
        return new Transactions(quiet(Jdbi.create(dataSource)));
    }

    /** The same, with failures that do not repeat the values they failed with: those may be people's words. */
    public static Jdbi quiet(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    /** Runs the work in a transaction and gives its result. */
    public <T extends @Nullable Object, X extends Exception> T call(HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction(work);
    }

    /** Runs the work in a transaction. */
    public <X extends Exception> void run(HandleConsumer<X> work) throws X {
        jdbi.useTransaction(work);
    }

    /** A process that stands still must not hold for ever what its successor waits for. */
    static void boundIdleness(Handle transaction) throws SQLException {
        try (Statement statement = transaction.getConnection().createStatement()) {
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = '20s'");
        }
    }
}

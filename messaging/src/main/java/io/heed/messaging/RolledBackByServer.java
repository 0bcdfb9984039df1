package io.heed.messaging;

import java.sql.SQLException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What the database server rolled back so that others could go on, as where two wait for each other. Nothing of it was
 * done: it can be done again as it was. SQLSTATE class 40 (transaction rollback) of ISO/IEC 9075-2 tells it, but for
 * 40003, by which nobody knows whether it was done.
 */
public final class RolledBackByServer {

    private static final String TRANSACTION_ROLLBACK = "40";
    private static final String COMPLETION_UNKNOWN = "40003";

    private RolledBackByServer() {}

    /**
     * Runs the work, and runs it again whenever the server rolled it back.
     *
     * @param attempts at least 1; what the last one fails with is thrown
     */
    public static <T extends @Nullable Object> T runAgain(int attempts, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException failure) {
                if (attempt >= attempts || !isCauseOf(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(TRANSACTION_ROLLBACK)
                    && !sql.getSQLState().equals(COMPLETION_UNKNOWN)) {
                return true;
            }
        }
        return false;
    }
}

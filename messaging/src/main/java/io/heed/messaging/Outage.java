package io.heed.messaging;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells an outage, which passes, from a fault that trying again will not mend. */
final class Outage {

    /** Connection, rollback by the server, resources, operator intervention, system: classes of PostgreSQL's states. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final String CANCELLED = "57014";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String READ_ONLY = "25006";

    private Outage() {}

    /** Whether the same work may succeed later, unchanged. */
    static boolean causes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutageException
                    || cause instanceof ConnectionException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || (cause instanceof SQLException sql && passes(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(@Nullable String state) {
        // a pool that has no connection to give states nothing; a statement that ran too long will do so again
        if (state == null) {
            return true;
        }
        return state.equals(LOCK_NOT_AVAILABLE)
                || state.equals(READ_ONLY)
                || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)) && !state.equals(CANCELLED));
    }
}

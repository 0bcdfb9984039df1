package io.heed.messaging;

import java.sql.SQLException;

/** The database refused or could not be reached. */
public final class StorageException extends RuntimeException {

    StorageException(SQLException cause) {
        super(cause);
    }
}

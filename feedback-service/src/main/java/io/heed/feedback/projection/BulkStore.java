package io.heed.feedback.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Many rows in one statement, whose parameters are one array of text a column; the statement says their types. */
final class BulkStore<E> {

    private final Collection<E> rows;
    private final List<Function<E, @Nullable Object>> columns = new ArrayList<>();

    private BulkStore(Collection<E> rows) {
        this.rows = rows;
    }

    static <E> BulkStore<E> of(Collection<E> rows) {
        return new BulkStore<>(rows);
    }

    /** The next column. */
    BulkStore<E> with(Function<E, @Nullable Object> column) {
        columns.add(column);
        return this;
    }

    /** Runs the statement, unless there are no rows. */
    void write(Handle transaction, String sql) throws SQLException {
        if (!rows.isEmpty()) {
            try (PreparedStatement statement = statement(transaction.getConnection(), sql)) {
                statement.executeUpdate();
            }
        }
    }

    /** Runs the statement and gives the ids that it returns. */
    Set<UUID> writeReturningIds(Handle transaction, String sql) throws SQLException {
        Set<UUID> ids = HashSet.newHashSet(rows.size());
        if (rows.isEmpty()) {
            return ids;
        }
        try (PreparedStatement statement = statement(transaction.getConnection(), sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private PreparedStatement statement(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < columns.size(); i++) {
            Function<E, @Nullable Object> column = columns.get(i);
            @Nullable
            String[] values =
                    rows.stream().map(row -> asText(column.apply(row))).toArray(String[]::new);
            Array array = connection.createArrayOf("text", values);
            statement.setArray(i + 1, array);
        }
        return statement;
    }

    private static @Nullable String asText(@Nullable Object value) {
        return value instanceof Instant instant ? instant.toString() : value == null ? null : String.valueOf(value);
    }
}

package io.heed.insight.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A list of things as arrays, one a column, for {@code unnest}. Parameters are set in the order of the calls. */
public final class Columns<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int next;

    /** Sets parameters from the given number on, the first of a statement being 1. */
    public Columns(PreparedStatement statement, int first, Collection<T> rows) throws SQLException {
        this.connection = statement.getConnection();
        this.statement = statement;
        this.next = first;
        this.rows = List.copyOf(rows);
    }

    public Columns<T> uuids(Function<T, UUID> column) throws SQLException {
        return objects("uuid", column);
    }

    public Columns<T> texts(Function<T, @Nullable String> column) throws SQLException {
        return objects("text", column);
    }

    public Columns<T> dates(Function<T, LocalDate> column) throws SQLException {
        return objects("date", column);
    }

    public Columns<T> timestamps(Function<T, @Nullable Instant> column) throws SQLException {
        return objects("timestamptz", column);
    }

    public Columns<T> longs(ToLongFunction<T> column) throws SQLException {
        return set(connection
                .unwrap(PGConnection.class)
                .createArrayOf("int8", rows.stream().mapToLong(column).toArray()));
    }

    public Columns<T> ints(ToIntFunction<T> column) throws SQLException {
        return set(connection
                .unwrap(PGConnection.class)
                .createArrayOf("int4", rows.stream().mapToInt(column).toArray()));
    }

    public Columns<T> flags(Function<T, Boolean> column) throws SQLException {
        return objects("bool", column);
    }

    private Columns<T> objects(String type, Function<T, ? extends @Nullable Object> column) throws SQLException {
        return set(connection.createArrayOf(type, rows.stream().map(column).toArray()));
    }

    private Columns<T> set(Array array) throws SQLException {
        statement.setArray(next++, array);
        return this;
    }
}

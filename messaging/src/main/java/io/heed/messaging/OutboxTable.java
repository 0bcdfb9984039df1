package io.heed.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The outbox as its relay sees it, on the connection that holds the relay's lock. */
record OutboxTable(Connection connection) {

    private static final String COLUMNS = "SELECT id, event_id, source, topic, key, type, time, payload FROM ";

    /** The first rows by id: at most {@code limit}, and no further one beyond so many bytes of payload. */
    List<OutboxRow> first(int limit, int bytes) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS + """
                (
                    SELECT *, sum(octet_length(payload)) OVER (ORDER BY id) - octet_length(payload) AS bytes_before
                    FROM (SELECT * FROM outbox ORDER BY id LIMIT ?) first
                ) counted
                WHERE coalesce(bytes_before, 0) <= ?
                ORDER BY id
                """)) {
            query.setInt(1, limit);
            query.setInt(2, bytes);
            return read(query);
        }
    }

    /** Those of these ids that are there, by id. */
    List<OutboxRow> withIds(Collection<Long> ids) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS + "outbox WHERE id = ANY (?) ORDER BY id")) {
            query.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            return read(query);
        }
    }

    /**
     * Deletes these rows and no others: by id and event, since ids repeat after the database was restored from a backup.
     */
    void delete(List<OutboxRow> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                DELETE FROM outbox o USING unnest(?::bigint[], ?::uuid[]) AS d (id, event_id)
                WHERE o.id = d.id AND o.event_id = d.event_id
                """)) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(OutboxRow::id).toArray()));
            delete.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", rows.stream().map(OutboxRow::eventId).toArray()));
            delete.executeUpdate();
        }
    }

    private static List<OutboxRow> read(PreparedStatement query) throws SQLException {
        List<OutboxRow> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new OutboxRow(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getBytes(8)));
            }
        }
        return found;
    }
}

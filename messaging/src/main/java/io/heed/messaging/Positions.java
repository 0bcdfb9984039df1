package io.heed.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/**
 * Where a consumer stands, kept beside the effects of what it read: the next offset of each partition.
 *
 * @param consumer the name under which they are kept
 */
record Positions(String consumer) {

    /** What a partition's position is called before there is one. */
    static final long NONE = -1;

    /** A position that goes from one offset, or {@link #NONE}, to the next. */
    record Move(TopicPartition partition, long expected, long next) {}

    /** Thrown when another reader has moved a position meanwhile: whoever expected it is out of date. */
    static final class FencedException extends RuntimeException {
        FencedException() {
            super("Another reader has moved these positions", null, false, false);
        }
    }

    /** The positions of these partitions; those without one are absent. */
    Map<TopicPartition, Long> read(Handle handle, Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Long> found = new HashMap<>();
        try (PreparedStatement query = handle.getConnection()
                .prepareStatement("SELECT topic, partition, next_offset FROM positions WHERE consumer = ?")) {
            query.setString(1, consumer);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
            }
        }
        found.keySet().retainAll(partitions);
        return found;
    }

    /** Moves all of them or throws {@link FencedException}, after which the transaction must not commit. */
    void move(Handle transaction, Collection<Move> moves) throws SQLException {
        List<Move> known =
                moves.stream().filter(move -> move.expected() != NONE).toList();
        List<Move> first =
                moves.stream().filter(move -> move.expected() == NONE).toList();
        int moved = 0;
        if (!known.isEmpty()) {
            moved += execute(transaction, known, """
                    UPDATE positions p SET next_offset = m.next
                    FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[]) AS m (topic, partition, expected, next)
                    WHERE p.consumer = ? AND p.topic = m.topic AND p.partition = m.partition
                        AND p.next_offset = m.expected
                    """);
        }
        if (!first.isEmpty()) {
            moved += execute(transaction, first, """
                    INSERT INTO positions (topic, partition, next_offset, consumer)
                    SELECT m.topic, m.partition, m.next, c.consumer
                    FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[]) AS m (topic, partition, expected, next)
                    CROSS JOIN (SELECT ?::text AS consumer) c
                    ON CONFLICT DO NOTHING
                    """);
        }
        if (moved != moves.size()) {
            throw new FencedException();
        }
    }

    private int execute(Handle transaction, List<Move> moves, String sql) throws SQLException {
        Connection connection = transaction.getConnection();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            moves.stream().map(move -> move.partition().topic()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "integer",
                            moves.stream()
                                    .map(move -> move.partition().partition())
                                    .toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", moves.stream().map(Move::expected).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "bigint", moves.stream().map(Move::next).toArray()));
            statement.setString(5, consumer);
            return statement.executeUpdate();
        }
    }
}

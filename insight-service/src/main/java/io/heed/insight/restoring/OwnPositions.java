package io.heed.insight.restoring;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** Where the service's own topics were read to when it last caught up with them. */
final class OwnPositions {

    private static final String READER = "heed-insight-restore";

    Map<TopicPartition, Long> read(Handle handle) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        handle.createQuery("SELECT topic, partition, next_offset FROM positions WHERE consumer = :reader")
                .bind("reader", READER)
                .map((row, context) -> Map.entry(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)))
                .forEach(position -> positions.put(position.getKey(), position.getValue()));
        return positions;
    }

    void move(Handle transaction, Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> transaction
                .createUpdate("""
                        INSERT INTO positions (consumer, topic, partition, next_offset)
                        VALUES (:reader, :topic, :partition, :end)
                        ON CONFLICT (consumer, topic, partition) DO UPDATE
                        SET next_offset = greatest(positions.next_offset, excluded.next_offset)
                        """)
                .bind("reader", READER)
                .bind("topic", partition.topic())
                .bind("partition", partition.partition())
                .bind("end", end)
                .execute());
    }
}

package io.heed.messaging;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions a consumer holds and where it stands in each. A partition is positioned once the database was asked
 * for its position; until then it is paused. For the polling thread only.
 */
final class Assignment implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Transactions transactions;
    private final Positions positions;
    private final Runnable onLost;
    /** What the database has, or will have after the batches under way, by positioned partition. */
    private final Map<TopicPartition, Long> expected = new HashMap<>();

    private boolean everAssigned;

    /** @param onLost called when partitions went to another reader, so that batches under way are out of date */
    Assignment(
            KafkaConsumer<byte[], byte[]> consumer, Transactions transactions, Positions positions, Runnable onLost) {
        this.consumer = consumer;
        this.transactions = transactions;
        this.positions = positions;
        this.onLost = onLost;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        everAssigned = true;
        consumer.pause(assigned);
        // a place of any kind, so that the client does not ask where to begin; nothing is read there while paused
        assigned.forEach(partition -> consumer.seek(partition, 0));
        expected.keySet().removeAll(assigned);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        onLost.run();
        // batches that were just dropped may have held records of the others too
        expected.clear();
    }

    /** Forgets where it stands, so that the database is asked again. */
    void unposition() {
        expected.clear();
    }

    boolean everAssigned() {
        return everAssigned;
    }

    boolean isPositioned() {
        return expected.size() == consumer.assignment().size()
                && expected.keySet().containsAll(consumer.assignment());
    }

    /** Asks the database where to read on; only while no batch is under way, which would move what was read. */
    void position() throws SQLException {
        Set<TopicPartition> missing = consumer.assignment().stream()
                .filter(partition -> !expected.containsKey(partition))
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> stored = transactions.call(handle -> positions.read(handle, missing));
        for (TopicPartition partition : missing) {
            Long next = stored.get(partition);
            if (next == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, next);
            }
            expected.put(partition, next == null ? Positions.NONE : next);
        }
    }

    /**
     * Goes to the beginning where the stored position is not on the topic: its records were removed before they were
     * read, or the topic was made anew. The stored position stays what the next batch expects.
     */
    void outOfRange(OffsetOutOfRangeException failure) {
        failure.offsetOutOfRangePartitions().forEach((partition, offset) -> {
            LOG.error(
                    "A topic does not have the stored position; reading from its beginning, topic={} partition={} position={}",
                    partition.topic(),
                    partition.partition(),
                    offset);
            consumer.seekToBeginning(List.of(partition));
        });
    }

    /** The polled records with what they expect of the database, in the order of each partition. */
    List<Received> received(ConsumerRecords<byte[], byte[]> polled) {
        return polled.partitions().stream()
                .filter(expected::containsKey)
                .flatMap(partition -> polled.records(partition).stream())
                .map(this::received)
                .toList();
    }

    private Received received(ConsumerRecord<byte[], byte[]> consumed) {
        Received received = new Received(
                consumed,
                expected.getOrDefault(new TopicPartition(consumed.topic(), consumed.partition()), Positions.NONE));
        expected.put(received.partition(), received.next());
        return received;
    }

    /** Records on the partitions that were not yet polled, as of the last fetch; −1 while it is not known. */
    long unpolled() {
        if (!everAssigned || !isPositioned()) {
            return -1;
        }
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            var lag = consumer.currentLag(partition);
            if (lag.isEmpty()) {
                return -1;
            }
            sum += lag.getAsLong();
        }
        return sum;
    }
}

package io.heed.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the brokers every few seconds where the database says that a group stands, for those who watch its lag there:
 * {@code kafka-consumer-groups}, dashboards, autoscalers. Nothing of Heed reads it, so nothing depends on its success.
 * For the polling thread only.
 */
final class GroupOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Transactions transactions;
    private final Positions positions;
    private long toldNanos = System.nanoTime();

    GroupOffsets(KafkaConsumer<byte[], byte[]> consumer, Transactions transactions, Positions positions) {
        this.consumer = consumer;
        this.transactions = transactions;
        this.positions = positions;
    }

    void tellIfDue() {
        if (System.nanoTime() - toldNanos < EVERY.toNanos()) {
            return;
        }
        toldNanos = System.nanoTime();
        try {
            consumer.commitAsync(
                    transactions.call(handle -> positions.read(handle, consumer.assignment())).entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, position -> new OffsetAndMetadata(position.getValue()))),
                    (told, failure) -> {
                        if (failure != null) {
                            LOG.debug("Offsets were not told to the brokers, failure={}", Backoff.name(failure));
                        }
                    });
        } catch (SQLException | JdbiException e) {
            // the work itself finds out that the database is away, and says so
            LOG.debug("Offsets cannot be read to tell the brokers, failure={}", Backoff.name(e));
        }
    }
}

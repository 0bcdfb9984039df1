package io.heed.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.heed.contracts.Topic;

/**
 * One relay's time as the only one. It ends with the first failure, whatever it was: the next term fences what this one
 * may have left under way, learns what was committed, and goes on from there.
 */
final class RelayTerm implements AutoCloseable {

    private static final int MAX_ROWS = 500;
    private static final int MAX_BYTES = 4 << 20;

    /** Every deployment has this topic and every service may read it; the offset itself means nothing. */
    private static final TopicPartition MARKED = new TopicPartition(Topic.FEEDBACK_SIGNALS.topicName(), 0);

    private final String relay;
    private final KafkaClients clients;
    private final OutboxTable outbox;
    private final RelayProbe probe;
    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;
    private boolean failed;

    RelayTerm(String relay, KafkaClients clients, OutboxTable outbox, RelayProbe probe) {
        this.relay = relay;
        this.clients = clients;
        this.outbox = outbox;
        this.probe = probe;
        this.producer =
                new KafkaProducer<>(clients.relayProducer(relay), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Fences every earlier term, ends its open transaction, and deletes the rows that it published. */
    void begin() throws SQLException, InterruptedException {
        failed = true;
        producer.initTransactions();
        Optional<PublishedMarker> marker = lastMarker();
        if (marker.isPresent()) {
            List<OutboxRow> rows = outbox.withIds(marker.get().ids());
            if (marker.get().names(rows)) {
                outbox.delete(rows);
            }
        }
        failed = false;
    }

    /** Publishes and deletes the next rows; how many, which is 0 when none wait. */
    int publish() throws SQLException {
        List<OutboxRow> waiting = outbox.first(MAX_ROWS, MAX_BYTES);
        if (waiting.isEmpty()) {
            return 0;
        }
        List<OutboxRow> rows = PublishedMarker.fitting(waiting);
        failed = true;
        producer.beginTransaction();
        for (OutboxRow row : rows) {
            Future<RecordMetadata> sent = producer.send(toRecord(row));
            // what fails later makes the commit fail; what failed already would make every further record wait as long
            if (sent.state() == Future.State.FAILED) {
                throw new IllegalStateException("A record cannot be sent", sent.exceptionNow());
            }
        }
        OffsetAndMetadata marker = new OffsetAndMetadata(
                rows.getLast().id(), PublishedMarker.of(rows).encoded());
        producer.sendOffsetsToTransaction(Map.of(MARKED, marker), new ConsumerGroupMetadata(relay));
        probe.beforeCommit();
        producer.commitTransaction();
        probe.beforeDelete();
        outbox.delete(rows);
        failed = false;
        return rows.size();
    }

    private ProducerRecord<byte[], byte[]> toRecord(OutboxRow row) {
        if (row.type() == null || row.payload() == null) {
            return codec.tombstone(row.topic(), row.key());
        }
        return codec.toRecord(
                row.topic(), row.key(), row.source(), row.eventId().toString(), row.type(), row.time(), row.payload());
    }

    private Optional<PublishedMarker> lastMarker() throws InterruptedException {
        try (Admin admin = Admin.create(clients.admin())) {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets(
                            Map.of(relay, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(MARKED))),
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata(relay)
                    .get()
                    .get(MARKED);
            return Optional.ofNullable(committed).flatMap(found -> PublishedMarker.decoded(found.metadata()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The last published marker cannot be read", e);
        }
    }

    @Override
    public void close() {
        // after a failure there is nothing to wait for: the next term ends what is open
        producer.close(failed ? Duration.ZERO : Duration.ofSeconds(2));
    }
}

package io.heed.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.heed.contracts.Obligation;
import io.heed.contracts.Principal;
import io.heed.contracts.SignalKind;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;
import io.heed.local.HeedInstance;
import io.heed.local.Part;
import io.heed.messaging.EventCodec;
import io.heed.messaging.KafkaClients;

/** Puts signals on the topic while insight-service is held still, lets it go, and waits for its committed positions. */
final class PreloadedTopic implements AutoCloseable {

    private static final long LOOK_AGAIN_MILLIS = 25;

    private final HeedInstance heed;
    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> ends;
    private final Connection database;

    PreloadedTopic(HeedInstance heed) throws SQLException {
        this.heed = heed;
        KafkaClients clients = KafkaClients.at(heed.kafka().bootstrapServers());
        this.producer = new KafkaProducer<>(clients.producer(), new ByteArraySerializer(), new ByteArraySerializer());
        this.ends = new KafkaConsumer<>(
                Map.of("bootstrap.servers", heed.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.database = heed.postgres().superuser().getConnection();
    }

    /** Texts per second from the moment insight-service may go on to its positions at the end, committed. */
    double rate(List<String> texts) throws Exception {
        signal("STOP");
        Instant now = Instant.now();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (String text : texts) {
            sent.add(producer.send(codec.toRecord(
                    signalOf(text, now), "/heed/bench", UUID.randomUUID().toString())));
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        long end = end();
        signal("CONT");
        long began = System.nanoTime();
        while (committed() < end) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return texts.size() / ((System.nanoTime() - began) / 1e9);
    }

    private static SignalReceived signalOf(String text, Instant at) {
        return new SignalReceived(
                UUID.randomUUID(),
                text,
                SignalKind.CUSTOMER,
                "survey",
                "bench",
                null,
                at,
                at,
                "en",
                null,
                null,
                null,
                null,
                null,
                Obligation.NONE,
                null,
                Map.of(),
                Principal.system("bench"));
    }

    private long end() {
        List<TopicPartition> partitions = ends.partitionsFor(Topic.FEEDBACK_SIGNALS.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        return ends.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private long committed() throws SQLException {
        try (PreparedStatement positions = database.prepareStatement(
                "select coalesce(sum(next_offset), 0) from insight.positions where topic = ?")) {
            positions.setString(1, Topic.FEEDBACK_SIGNALS.topicName());
            try (ResultSet rows = positions.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(heed.pid(Part.INSIGHT)))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + name + " ended with " + exit);
        }
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        ends.close();
        database.close();
    }
}

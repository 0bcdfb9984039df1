package io.heed.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * How Heed's Kafka clients are set: nothing counts as written before all replicas in sync have it, nothing is read before
 * its transaction is committed, and a broker that comes back is found within a second.
 *
 * @param connection what every client needs to reach the brokers: {@code bootstrap.servers} and security settings
 */
public record KafkaClients(Map<String, Object> connection) {

    private static final int MEBIBYTE = 1 << 20;

    /** Half a minute: beyond it a broker that is away is an error that somebody has to see. */
    private static final int API_TIMEOUT_MILLIS = 30_000;

    public KafkaClients {
        connection = Map.copyOf(connection);
    }

    /** Clients of brokers that ask for no credentials. */
    public static KafkaClients at(String bootstrapServers) {
        return new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** A durable, idempotent producer's settings; the caller may add to them. */
    public Map<String, Object> producer() {
        Map<String, Object> settings = common();
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("buffer.memory", 16 * MEBIBYTE);
        return settings;
    }

    /**
     * The ingest path's producer: durable first, then quick to say that it can't. A record is given up 1.5 s after it was
     * sent, whatever the broker does, and sending waits for nothing.
     */
    public Map<String, Object> intakeProducer() {
        Map<String, Object> settings = producer();
        settings.put("linger.ms", 5);
        settings.put("compression.type", "lz4");
        settings.put("batch.size", 64 * 1024);
        settings.put("buffer.memory", 32 * MEBIBYTE);
        settings.put("max.request.size", 2 * MEBIBYTE);
        settings.put("max.block.ms", 100);
        settings.put("request.timeout.ms", 1_000);
        settings.put("delivery.timeout.ms", 1_500);
        settings.put("retry.backoff.ms", 50);
        // the topic stays known while nobody writes, so that the first writer after a quiet hour does not wait
        settings.put("metadata.max.idle.ms", Duration.ofDays(365).toMillis());
        return settings;
    }

    /** The relay's producer. Its timeouts are short: what was not sent stays in the outbox. */
    Map<String, Object> relayProducer(String transactionalId) {
        Map<String, Object> settings = producer();
        settings.put("transactional.id", transactionalId);
        // readers stand still behind a dead relay's open transaction until its successor ends it, or this does
        settings.put("transaction.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 4_000);
        settings.put("delivery.timeout.ms", 8_000);
        settings.put("max.block.ms", 8_000);
        settings.put("retry.backoff.ms", 10);
        settings.put("retry.backoff.max.ms", 500);
        settings.put("buffer.memory", 8 * MEBIBYTE);
        settings.put("batch.size", 64 * 1024);
        return settings;
    }

    /** A reader of committed records that keeps its positions elsewhere. */
    Map<String, Object> reader(int maxRecords) {
        Map<String, Object> settings = common();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        // a position that the topic does not have is ours to judge, never silently another one
        settings.put("auto.offset.reset", "none");
        settings.put("allow.auto.create.topics", false);
        settings.put("max.poll.records", maxRecords);
        // a batch costs a transaction: a trickle is gathered for a moment rather than taken record by record
        settings.put("fetch.min.bytes", 64 * 1024);
        settings.put("fetch.max.wait.ms", 50);
        settings.put("fetch.max.bytes", 4 * MEBIBYTE);
        settings.put("max.partition.fetch.bytes", MEBIBYTE);
        settings.put("default.api.timeout.ms", API_TIMEOUT_MILLIS);
        return settings;
    }

    /** A member of a group that shares the partitions. */
    Map<String, Object> groupReader(ConsumerSettings consumer) {
        Map<String, Object> settings = reader(consumer.maxBatch());
        settings.put("group.id", consumer.group());
        consumer.instanceId().ifPresent(id -> settings.put("group.instance.id", id));
        settings.put("partition.assignment.strategy", List.of(CooperativeStickyAssignor.class));
        // the broker's lower bound: how long the partitions of a killed process wait for another reader
        settings.put("session.timeout.ms", 6_000);
        settings.put("heartbeat.interval.ms", 1_500);
        return settings;
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = common();
        settings.put("request.timeout.ms", 4_000);
        settings.put("default.api.timeout.ms", 8_000);
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("reconnect.backoff.ms", 50);
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("auto.include.jmx.reporter", false);
        settings.put("enable.metrics.push", false);
        return settings;
    }
}

package io.heed.messaging;

import java.time.Duration;

import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Whether a member of a group and its brokers still hear each other. */
final class BrokerContact {

    private static final Duration SILENT_AFTER = Duration.ofSeconds(6);

    private BrokerContact() {}

    /** A connection alone tells little: one that is only being tried counts as well. */
    static boolean isKept(KafkaConsumer<byte[], byte[]> member) {
        return metric(member, "connection-count") > 0
                && metric(member, "last-heartbeat-seconds-ago") < SILENT_AFTER.toSeconds();
    }

    private static double metric(KafkaConsumer<byte[], byte[]> member, String name) {
        return member.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .max()
                .orElse(0);
    }
}

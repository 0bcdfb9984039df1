package io.heed.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.heed.contracts.EventJson;
import io.heed.contracts.EventType;
import io.heed.contracts.Topic;

/** What any consumer of a topic could read. */
final class EventsOnTopic {

    private EventsOnTopic() {}

    /** Every event of that type on the topic, as long as it was not compacted away. */
    static <E> List<E> read(String bootstrapServers, Topic topic, Class<E> type) {
        List<E> events = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(200))) {
                    if (isOf(type, found)) {
                        events.add(EventJson.mapper().readValue(found.value(), type));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return events;
    }

    private static boolean isOf(Class<?> type, ConsumerRecord<byte[], byte[]> found) {
        return Optional.ofNullable(found.headers().lastHeader("ce_type"))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .filter(type.getAnnotation(EventType.class).value()::equals)
                .isPresent();
    }
}

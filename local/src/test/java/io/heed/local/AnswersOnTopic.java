package io.heed.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.heed.contracts.EventJson;
import io.heed.contracts.EventType;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.Topic;

/**
 * What any consumer of {@code action.answers} was told.
 *
 * @param told each (signal, action) that has an answer
 * @param toldTwice those with more than one event
 */
record AnswersOnTopic(Set<Told> told, List<Told> toldTwice) {

    record Told(UUID signal, UUID action) {}

    static AnswersOnTopic read(String bootstrapServers) {
        Set<Told> told = new HashSet<>();
        List<Told> twice = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.ACTION_ANSWERS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> eventRecord : consumer.poll(Duration.ofMillis(200))) {
                    if (isAnswer(eventRecord)) {
                        SignalAnswered answered =
                                EventJson.mapper().readValue(eventRecord.value(), SignalAnswered.class);
                        Told one = new Told(answered.signalId(), answered.actionId());
                        if (!told.add(one)) {
                            twice.add(one);
                        }
                    }
                }
            }
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return new AnswersOnTopic(told, twice);
    }

    private static boolean isAnswer(ConsumerRecord<byte[], byte[]> eventRecord) {
        Header type = eventRecord.headers().lastHeader("ce_type");
        return type != null
                && new String(type.value(), java.nio.charset.StandardCharsets.UTF_8)
                        .equals(SignalAnswered.class
                                .getAnnotation(EventType.class)
                                .value());
    }
}

package io.heed.feedback;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.Topic;
import io.heed.messaging.EventCodec;

/** The topics as the other services write and read them. */
public final class Topics implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final String servers;
    private final KafkaProducer<byte[], byte[]> producer;

    public Topics(String servers) {
        this.servers = servers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes one after the other, each acknowledged. */
    public void publish(HeedEvent... events) {
        Arrays.stream(events)
                .map(event ->
                        codec.toRecord(event, "/heed/test", UUID.randomUUID().toString()))
                .forEach(event -> await(producer.send(event)));
    }

    /** Publishes a record without a value. */
    public void erase(Topic topic, UUID key) {
        await(producer.send(codec.tombstone(topic, key)));
    }

    /** Publishes something under the right headers that is not JSON. */
    public void publishBroken(Topic topic, UUID key, String value) {
        ProducerRecord<byte[], byte[]> whole =
                codec.toRecord(Events.received(key, "whole", Events.T), "/heed/test", key.toString());
        await(producer.send(new ProducerRecord<>(
                topic.topicName(), null, whole.key(), value.getBytes(StandardCharsets.UTF_8), whole.headers())));
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError("not published", failure);
        }
    }

    /** All committed records of a topic with this key, in their order. */
    public List<ConsumerRecord<byte[], byte[]>> records(Topic topic, UUID key) {
        return records(topic).stream()
                .filter(found -> new String(found.key(), StandardCharsets.UTF_8).equals(key.toString()))
                .toList();
    }

    /** The values of all committed records of a topic. */
    public List<String> values(Topic topic) {
        return records(topic).stream()
                .map(ConsumerRecord::value)
                .filter(Objects::nonNull)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(
                            partition -> consumer.position(partition) < Objects.requireNonNull(ends.get(partition)))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

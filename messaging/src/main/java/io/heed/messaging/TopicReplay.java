package io.heed.messaging;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.heed.contracts.Topic;

/**
 * Reads topics once, from given offsets to where they ended when it began: how a service restores what it keeps from the
 * topics that it wrote. Outside any group; records of types it does not know and records that it can't read are passed
 * over and logged.
 */
public final class TopicReplay {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReplay.class);
    private static final int MAX_BATCH = 500;
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final Set<Topic> topics;
    private final BatchReader<Delivery> contents =
            new BatchReader<>(new EventReader(), "replay", InstantSource.system());

    public TopicReplay(KafkaClients clients, Set<Topic> topics) {
        this.clients = clients;
        this.topics = Set.copyOf(topics);
    }

    /**
     * Hands every committed record to {@code target}, in batches, in the order of each partition.
     *
     * @param from the offset to begin with, by partition; the beginning of the topic where there is none, or where the
     *     topic does not have it
     * @return where each partition ended, to begin with the next time
     */
    public Map<TopicPartition, Long> run(Map<TopicPartition, Long> from, Consumer<List<Delivery>> target) {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                clients.reader(MAX_BATCH), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> reader.partitionsFor(topic.topicName()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(partitions);
            Map<TopicPartition, Long> beginnings = reader.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                reader.seek(partition, start(partition, from, beginnings, ends));
            }
            while (!pauseThoseAtTheirEnd(reader, ends)) {
                List<Delivery> deliveries = deliveries(reader.poll(POLL), ends);
                if (!deliveries.isEmpty()) {
                    target.accept(deliveries);
                }
            }
            return ends;
        }
    }

    private static long start(
            TopicPartition partition,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        long beginning = beginnings.getOrDefault(partition, 0L);
        long asked = from.getOrDefault(partition, beginning);
        return asked < beginning || asked > ends.getOrDefault(partition, 0L) ? beginning : asked;
    }

    /** By position, not by record: the last offset may be a transaction's marker, which is never handed out. */
    private static boolean pauseThoseAtTheirEnd(KafkaConsumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        List<TopicPartition> read = ends.entrySet().stream()
                .filter(end -> reader.position(end.getKey()) >= end.getValue())
                .map(Map.Entry::getKey)
                .toList();
        reader.pause(read);
        return read.size() == ends.size();
    }

    private List<Delivery> deliveries(ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, Long> ends) {
        List<Received> records = new ArrayList<>(polled.count());
        for (ConsumerRecord<byte[], byte[]> polledRecord : polled) {
            Received received = new Received(polledRecord, polledRecord.offset());
            if (polledRecord.offset() < ends.getOrDefault(received.partition(), 0L)) {
                records.add(received);
            }
        }
        BatchContents<Delivery> read = contents.read(records);
        read.unreadable()
                .forEach(unreadable -> LOG.warn(
                        "Passed over a record that cannot be read, topic={} partition={} offset={} code={}",
                        unreadable.topic(),
                        unreadable.partition(),
                        unreadable.offset(),
                        unreadable.code()));
        return read.deliveries();
    }
}

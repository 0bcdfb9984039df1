package io.heed.messaging;

import java.util.Optional;
import java.util.Set;

import io.heed.contracts.Topic;

/**
 * What a consumer reads.
 *
 * @param group the Kafka group whose members share the partitions, and the name under which positions are kept
 * @param topics at least one
 * @param maxBatch the most records that one transaction takes, at least 1
 * @param instanceId where set, a restarted process with the same id takes its partitions back at once instead of waiting
 *     six seconds for its killed predecessor to be given up; must be unique among running members
 */
public record ConsumerSettings(String group, Set<Topic> topics, int maxBatch, Optional<String> instanceId) {

    public ConsumerSettings {
        topics = Set.copyOf(topics);
        if (topics.isEmpty() || maxBatch < 1) {
            throw new IllegalArgumentException("A consumer needs a topic and batches of at least one record");
        }
    }

    /** Batches of up to 500 records. */
    public static ConsumerSettings of(String group, Topic... topics) {
        return new ConsumerSettings(group, Set.of(topics), 500, Optional.empty());
    }

    /** The same with another bound on a batch. */
    public ConsumerSettings withMaxBatch(int records) {
        return new ConsumerSettings(group, topics, records, instanceId);
    }

    /** The same under a fixed member id. */
    public ConsumerSettings withInstanceId(String id) {
        return new ConsumerSettings(group, topics, maxBatch, Optional.of(id));
    }
}

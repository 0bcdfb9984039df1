package io.heed.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record as it was polled.
 *
 * @param expected the partition's position before this record, as the database must have it, or {@link Positions#NONE};
 *     the record's own offset may be higher, since offsets have gaps
 */
record Received(ConsumerRecord<byte[], byte[]> consumed, long expected) {

    TopicPartition partition() {
        return new TopicPartition(consumed.topic(), consumed.partition());
    }

    long next() {
        return consumed.offset() + 1;
    }
}

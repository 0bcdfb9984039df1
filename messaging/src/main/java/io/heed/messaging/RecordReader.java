package io.heed.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How a consumer reads the records of its topics.
 *
 * @param <D> what the consumer's handler takes
 */
@FunctionalInterface
public interface RecordReader<D> {

    /** Tells what the record is; never throws for what it holds, and always says the same of the same record. */
    ReadRecord<D> read(ConsumerRecord<byte[], byte[]> consumed);
}

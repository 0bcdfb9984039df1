package io.heed.messaging;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.Topic;

/** Reads the topics that Heed's services write. */
public final class EventReader implements RecordReader<Delivery> {

    private final EventCodec codec = new EventCodec();

    @Override
    public ReadRecord<Delivery> read(ConsumerRecord<byte[], byte[]> consumed) {
        return switch (codec.fromRecord(consumed)) {
            case Decoded.Event(UUID key, String id, var event) ->
                new ReadRecord.Delivered<>(delivery(consumed, key, id, event));
            case Decoded.Erasure(UUID key) -> new ReadRecord.Erasing<>(delivery(consumed, key, null, null), key);
            case Decoded.Unknown(String type) -> new ReadRecord.Skipped<>(type);
            case Decoded.Unreadable(QuarantineCode code) -> new ReadRecord.Unreadable<>(code, List.of());
        };
    }

    private static Delivery delivery(
            ConsumerRecord<byte[], byte[]> consumed, UUID key, @Nullable String eventId, @Nullable HeedEvent event) {
        return new Delivery(
                Topic.named(consumed.topic()).orElseThrow(),
                consumed.partition(),
                consumed.offset(),
                key,
                Instant.ofEpochMilli(consumed.timestamp()),
                eventId,
                event);
    }
}

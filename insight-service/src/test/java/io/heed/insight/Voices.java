package io.heed.insight;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Customer;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.Journey;
import io.heed.contracts.JourneyStage;
import io.heed.contracts.Obligation;
import io.heed.contracts.Principal;
import io.heed.contracts.Rating;
import io.heed.contracts.SignalKind;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;
import io.heed.messaging.EventCodec;
import io.heed.messaging.KafkaClients;

/** People who say things, as feedback-service would pass them on. */
final class Voices implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;

    Voices(String bootstrapServers) {
        producer = new KafkaProducer<>(
                KafkaClients.at(bootstrapServers).producer(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Says something under the right headers that nobody can read. */
    void mumble(UUID key) {
        ProducerRecord<byte[], byte[]> clear =
                codec.toRecord(signal(key, "clear", Instant.EPOCH, null, null), "/heed/test", key.toString());
        var unused = producer.send(new ProducerRecord<>(
                clear.topic(), null, clear.key(), "mumble".getBytes(StandardCharsets.UTF_8), clear.headers()));
        producer.flush();
    }

    static SignalReceived signal(String text, Instant at) {
        return signal(UUID.randomUUID(), text, at, null, null);
    }

    static SignalReceived signal(UUID id, String text, Instant at, @Nullable String customer, @Nullable Rating rating) {
        return new SignalReceived(
                id,
                text,
                SignalKind.CUSTOMER,
                "survey",
                "test",
                "x-" + id,
                at,
                at,
                "en",
                rating,
                new Journey(JourneyStage.POST, "checkout"),
                "north",
                customer == null ? null : new Customer(customer, Map.of("plan", "gold")),
                null,
                Obligation.NONE,
                null,
                Map.of(),
                Principal.ANONYMOUS);
    }

    void say(HeedEvent... events) {
        say(List.of(events));
    }

    void say(List<? extends HeedEvent> events) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (HeedEvent event : events) {
            sent.add(producer.send(
                    codec.toRecord(event, "/heed/test", event.key().toString())));
        }
        await(sent);
    }

    void erase(UUID signal) {
        await(List.of(producer.send(codec.tombstone(Topic.FEEDBACK_SIGNALS, signal))));
    }

    private static void await(List<Future<RecordMetadata>> sent) {
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

package io.heed.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import io.heed.local.HeedInstance;
import io.heed.messaging.KafkaClients;

/** A producer in a loop, with the settings of the way in but for its haste to give up: it may wait for room. */
final class BareProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    BareProducer(HeedInstance heed) {
        Map<String, Object> settings =
                KafkaClients.at(heed.kafka().bootstrapServers()).intakeProducer();
        settings.put("max.block.ms", 60_000);
        settings.put("request.timeout.ms", 30_000);
        settings.put("delivery.timeout.ms", 60_000);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Acknowledged records a second over that time. */
    double rate(SubmissionBodies bodies, int seconds) {
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        long sent = 0;
        while (System.nanoTime() < end) {
            byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
            var unused =
                    producer.send(new ProducerRecord<>(BareEndpoint.TOPIC, key, bodies.next()), (metadata, failure) -> {
                        if (failure != null) {
                            failed.set(failure);
                        }
                    });
            sent++;
        }
        producer.flush();
        double rate = sent / ((System.nanoTime() - began) / 1e9);
        if (failed.get() != null) {
            throw new IllegalStateException("the bare producer failed", failed.get());
        }
        return rate;
    }

    @Override
    public void close() {
        producer.close();
    }
}

package io.heed.feedback.intake;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.heed.messaging.KafkaClients;

/** How the ingest path's producer is set: durable first, then quick to say that it can't. */
@Singleton
class SignalLogSettings {

    private static final int BATCH_BYTES = 64 * 1024;
    private static final long BUFFER_BYTES = 32L * 1024 * 1024;
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final KafkaClients clients;

    SignalLogSettings(KafkaClients clients) {
        this.clients = clients;
    }

    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = clients.producer();
        settings.put("client.id", "heed-feedback-intake");
        settings.put("linger.ms", 5);
        settings.put("compression.type", "lz4");
        settings.put("batch.size", BATCH_BYTES);
        settings.put("buffer.memory", BUFFER_BYTES);
        settings.put("max.request.size", MOST_BYTES);
        settings.put("max.block.ms", 100);
        // a 503 within two seconds: a record is given up 1.5 s after it was sent, whatever the broker does
        settings.put("request.timeout.ms", 1_000);
        settings.put("delivery.timeout.ms", 1_500);
        settings.put("retry.backoff.ms", 50);
        // the topic stays known while nobody writes, so that the first writer after a quiet hour does not wait
        settings.put("metadata.max.idle.ms", Duration.ofDays(365).toMillis());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}

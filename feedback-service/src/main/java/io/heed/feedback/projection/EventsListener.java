package io.heed.feedback.projection;

import java.time.InstantSource;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.heed.contracts.Topic;
import io.heed.messaging.ConsumerSettings;
import io.heed.messaging.Delivery;
import io.heed.messaging.EventConsumer;
import io.heed.messaging.EventReader;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.OutboxRelay;
import io.heed.messaging.Quarantine;
import io.heed.messaging.Transactions;

/** Reads the topics from where the database says that it stopped, and publishes the outbox, while the service runs. */
@Singleton
@Readiness
class EventsListener implements HealthCheck {

    private final EventConsumer<Delivery, ProjectedBatch> consumer;
    private final OutboxRelay relay;
    private final boolean reads;

    /** @param reads false on a replica that only takes signals in and leaves the topics to others */
    EventsListener(
            KafkaClients kafka,
            Transactions transactions,
            Quarantine quarantine,
            RememberEvents remember,
            OutboxRelay relay,
            InstantSource clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "heed.events.read", defaultValue = "true") boolean reads) {
        this.reads = reads;
        ConsumerSettings settings = ConsumerSettings.of(
                "heed-feedback",
                Topic.FEEDBACK_SIGNALS,
                Topic.INSIGHT_READINGS,
                Topic.INSIGHT_THEMES,
                Topic.ACTION_ACTIONS,
                Topic.ACTION_ANSWERS);
        this.consumer = new EventConsumer<>(settings, kafka, transactions, new EventReader(), remember, clock, metrics);
        quarantine.servedBy(consumer);
        this.relay = relay;
    }

    void start(@Observes StartupEvent event) {
        if (reads) {
            relay.start();
            consumer.start();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("events")
                .status(!reads || (consumer.isHealthy() && relay.isHealthy()))
                .withData("consumer", consumer.isHealthy() ? "reading" : "waiting")
                .withData("lag", consumer.lag())
                .withData("relay", relay.isHealthy() ? "publishing" : "waiting")
                .build();
    }

    @PreDestroy
    void stop() {
        consumer.close();
        relay.close();
    }
}

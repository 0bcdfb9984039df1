package io.heed.feedback.submissions;

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
import io.heed.messaging.EventConsumer;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.Quarantine;
import io.heed.messaging.Transactions;

/** Reads what integrations submit, while the service runs. */
@Singleton
@Readiness
class SubmissionsListener implements HealthCheck {

    private static final String GROUP = "heed-feedback-submissions";

    private final EventConsumer<IncomingSubmission, Integer> consumer;
    private final boolean reads;

    /** @param reads false on a replica that only takes signals in and leaves the topics to others */
    SubmissionsListener(
            KafkaClients kafka,
            Transactions transactions,
            Quarantine quarantine,
            SubmissionRecords records,
            TakeSubmissions take,
            InstantSource clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "heed.events.read", defaultValue = "true") boolean reads) {
        this.reads = reads;
        ConsumerSettings settings = ConsumerSettings.of(GROUP, Topic.FEEDBACK_SUBMISSIONS);
        this.consumer = new EventConsumer<>(settings, kafka, transactions, records, take, clock, metrics);
        quarantine.servedBy(consumer);
    }

    void start(@Observes StartupEvent event) {
        if (reads) {
            consumer.start();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("submissions")
                .status(!reads || consumer.isHealthy())
                .withData("consumer", consumer.isHealthy() ? "reading" : "waiting")
                .withData("lag", consumer.lag())
                .build();
    }

    @PreDestroy
    void stop() {
        consumer.close();
    }
}

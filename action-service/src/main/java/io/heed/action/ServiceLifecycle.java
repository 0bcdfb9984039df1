package io.heed.action;

import java.time.Duration;
import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import io.heed.action.actions.AnnounceLaterJob;
import io.heed.action.answers.MarkOverdueJob;
import io.heed.action.intake.NewsListener;
import io.heed.action.intake.RestoreFromTopics;
import io.heed.action.outgoing.SendDeliveriesJob;
import io.heed.contracts.Topic;
import io.heed.messaging.ConsumerSettings;
import io.heed.messaging.Delivery;
import io.heed.messaging.EventConsumer;
import io.heed.messaging.EventReader;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.OutboxRelay;
import io.heed.messaging.Quarantine;
import io.heed.messaging.Transactions;

/**
 * Starts what runs beside requests, and stops it in order: first nothing more comes in, then nothing more goes out.
 *
 * <p>The start waits for brokers that are not there yet, and does not hold up HTTP meanwhile.
 */
@ApplicationScoped
class ServiceLifecycle {

    private static final Logger LOG = Logger.getLogger(ServiceLifecycle.class);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

    private final RestoreFromTopics restore;
    private final AnnounceLaterJob later;
    private final MarkOverdueJob overdue;
    private final SendDeliveriesJob sending;
    private final OutboxRelay relay;
    private final EventConsumer<Delivery, NewsListener.Prepared> consumer;
    private final Thread starting = Thread.ofPlatform().name("start").daemon().unstarted(this::start);
    private volatile boolean ready;
    private volatile boolean stopping;

    ServiceLifecycle(
            RestoreFromTopics restore,
            AnnounceLaterJob later,
            MarkOverdueJob overdue,
            SendDeliveriesJob sending,
            OutboxRelay relay,
            NewsListener listener,
            AgroalDataSource dataSource,
            Quarantine quarantine,
            KafkaClients clients,
            InstantSource clock,
            MeterRegistry meters) {
        this.restore = restore;
        this.later = later;
        this.overdue = overdue;
        this.sending = sending;
        this.relay = relay;
        this.consumer = new EventConsumer<>(
                ConsumerSettings.of(
                        "heed-action", Topic.FEEDBACK_SIGNALS, Topic.INSIGHT_READINGS, Topic.INSIGHT_THEMES),
                clients,
                Transactions.over(dataSource),
                new EventReader(),
                listener,
                clock,
                meters);
        quarantine.servedBy(consumer);
    }

    /** Whether events come in and go out. */
    boolean isReady() {
        return ready && consumer.isHealthy() && relay.isHealthy();
    }

    void onStart(@Observes StartupEvent event) {
        starting.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
        starting.interrupt();
        consumer.close();
        later.stop();
        overdue.stop();
        sending.stop();
        relay.close();
    }

    private void start() {
        try {
            while (!stopping && !restored()) {
                Thread.sleep(TRY_AGAIN_AFTER);
            }
        } catch (InterruptedException stopped) {
            return;
        }
        if (!stopping) {
            relay.start();
            consumer.start();
            later.start();
            overdue.start();
            sending.start();
            ready = true;
        }
    }

    private boolean restored() {
        try {
            restore.run();
            return true;
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "Cannot read the service's own topics yet, failure=%s",
                    failure.getClass().getSimpleName());
            return false;
        }
    }
}

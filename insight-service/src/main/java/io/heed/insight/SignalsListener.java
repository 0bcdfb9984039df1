package io.heed.insight;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Topic;
import io.heed.insight.consolidation.ConsolidateThemes;
import io.heed.insight.curation.CarryOut;
import io.heed.insight.labels.LabelThemes;
import io.heed.insight.readings.EncodeAnew;
import io.heed.insight.readings.PreparedBatch;
import io.heed.insight.readings.SignalReader;
import io.heed.insight.readings.UnderstandSignals;
import io.heed.insight.restoring.CatchUp;
import io.heed.insight.themes.PublishThemes;
import io.heed.insight.themes.ReviewThemes;
import io.heed.insight.themes.TakeTurns;
import io.heed.messaging.ConsumerSettings;
import io.heed.messaging.Delivery;
import io.heed.messaging.EventConsumer;
import io.heed.messaging.EventReader;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.OutboxRelay;
import io.heed.messaging.Quarantine;
import io.heed.messaging.Transactions;

/**
 * Runs the service: loads the encoder, catches up with the service's own topics, then reads signals and does what time
 * asks for, until it is stopped. Ready once all of that is under way.
 */
@Singleton
@Readiness
class SignalsListener implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(SignalsListener.class);
    private static final String GROUP = "heed-insight";
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration AT_WORK_EVERY = Duration.ofSeconds(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final KafkaClients kafka;
    private final Transactions transactions;
    private final Quarantine quarantine;
    private final OutboxRelay relay;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final ThemeSettings settings;
    private final Instance<UnderstandSignals> understand;
    private final Instance<CatchUp> catchUp;
    private final Instance<SignalReader> reader;
    private final PublishThemes publish;
    private final ReviewThemes review;
    private final LabelThemes label;
    private final Instance<ConsolidateThemes> consolidate;
    private final Instance<CarryOut> carryOut;
    private final Instance<EncodeAnew> anew;
    private final Instance<TakeTurns> turns;
    private final ScheduledExecutorService times = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("insight-times").factory());
    /** Of its own, since it may take many seconds. */
    private final ScheduledExecutorService thinking = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("insight-consolidation").factory());

    private volatile @Nullable EventConsumer<Delivery, PreparedBatch> consumer;
    private volatile boolean stopping;
    private @Nullable Thread starting;

    /** What depends on the encoder comes as an instance: it is made on the thread that starts, not on the way up. */
    SignalsListener(
            KafkaClients kafka,
            Transactions transactions,
            Quarantine quarantine,
            OutboxRelay relay,
            InstantSource clock,
            MeterRegistry metrics,
            ThemeSettings settings,
            Instance<UnderstandSignals> understand,
            Instance<CatchUp> catchUp,
            Instance<SignalReader> reader,
            PublishThemes publish,
            ReviewThemes review,
            LabelThemes label,
            Instance<ConsolidateThemes> consolidate,
            Instance<CarryOut> carryOut,
            Instance<EncodeAnew> anew,
            Instance<TakeTurns> turns) {
        this.kafka = kafka;
        this.transactions = transactions;
        this.quarantine = quarantine;
        this.relay = relay;
        this.clock = clock;
        this.metrics = metrics;
        this.settings = settings;
        this.understand = understand;
        this.catchUp = catchUp;
        this.reader = reader;
        this.publish = publish;
        this.review = review;
        this.label = label;
        this.consolidate = consolidate;
        this.carryOut = carryOut;
        this.anew = anew;
        this.turns = turns;
    }

    void start(@Observes StartupEvent event) {
        starting = Thread.ofPlatform().daemon().name("insight-start").start(this::begin);
    }

    private void begin() {
        try {
            catchUp();
            if (stopping) {
                return;
            }
            relay.start();
            EventConsumer<Delivery, PreparedBatch> started = new EventConsumer<>(
                    ConsumerSettings.of(GROUP, Topic.FEEDBACK_SIGNALS, Topic.ACTION_ACTIONS)
                            .withMaxBatch(settings.batch()),
                    kafka,
                    transactions,
                    new EventReader(),
                    understand.get(),
                    clock,
                    metrics);
            quarantine.servedBy(started);
            started.start();
            consumer = started;
            ConsolidateThemes together = consolidate.get();
            CarryOut decided = carryOut.get();
            EncodeAnew vectors = anew.get();
            every(thinking, settings.consolidateEvery(), () -> {
                decided.run();
                if (vectors.run()) {
                    together.run(started.caughtUp());
                }
            });
            every(AT_WORK_EVERY, turns.get()::run);
            every(settings.publishEvery(), () -> publish.run(started.lag() <= settings.batch()));
            every(settings.labelEvery(), () -> label.run(started.caughtUp()));
            every(settings.reviewEvery(), review::run);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries until it succeeds: the database or the brokers may be on their way up, too. */
    private void catchUp() throws InterruptedException {
        while (!stopping) {
            try {
                catchUp.get().run();
                return;
            } catch (RuntimeException | SQLException failed) {
                LOG.warnf("Catching up failed and is tried again, failure=%s", described(failed));
                Thread.sleep(TRY_AGAIN_AFTER);
            }
        }
    }

    /** The cause, with its message where that is one of our own: others may quote what people wrote. */
    private static String described(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null && !(cause instanceof IllegalStateException)) {
            cause = cause.getCause();
        }
        return cause instanceof IllegalStateException
                ? cause.toString()
                : cause.getClass().getName();
    }

    private void every(Duration pause, Runnable job) {
        every(times, pause, job::run);
    }

    /** What a timed job does. */
    private interface Job {
        void run() throws SQLException, InterruptedException;
    }

    private static void every(ScheduledExecutorService times, Duration pause, Job job) {
        ScheduledFuture<?> unused = times.scheduleWithFixedDelay(
                () -> {
                    try {
                        job.run();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException | SQLException failed) {
                        LOG.warnf("A timed job failed and will run again, failure=%s", described(failed));
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public HealthCheckResponse call() {
        EventConsumer<Delivery, PreparedBatch> started = consumer;
        HealthCheckResponseBuilder health = HealthCheckResponse.named("events");
        if (started == null) {
            return health.down().withData("consumer", "catching up").build();
        }
        if (!turns.get().isOurs()) {
            return health.down()
                    .withData("consumer", "waiting while another encoder is at work")
                    .build();
        }
        return health.status(started.isHealthy() && relay.isHealthy())
                .withData("consumer", started.isHealthy() ? "reading" : "waiting")
                .withData("lag", started.lag())
                .withData("relay", relay.isHealthy() ? "publishing" : "waiting")
                .build();
    }

    /** Observed rather than left to the end of the bean: what it uses is still there. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        Thread begun = starting;
        if (begun != null) {
            begun.interrupt();
            begun.join(STOP_WITHIN);
        }
        thinking.shutdownNow();
        times.shutdownNow();
        thinking.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        times.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        EventConsumer<Delivery, PreparedBatch> started = consumer;
        if (started != null) {
            started.close();
            reader.get().close();
        }
        relay.close();
    }
}

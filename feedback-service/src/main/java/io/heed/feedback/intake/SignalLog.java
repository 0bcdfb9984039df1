package io.heed.feedback.intake;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;
import io.heed.messaging.EventCodec;
import io.heed.messaging.KafkaClients;
import io.heed.rest.ProblemException;

/**
 * The ingest path's end: {@code feedback.signals}. Appending never waits: its outcome comes with the broker's
 * acknowledgement, or as a 503 at most two seconds later.
 */
@Singleton
@Startup
class SignalLog {

    private static final Logger LOG = Logger.getLogger(SignalLog.class);
    private static final String SOURCE = "/heed/feedback";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(1);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(1_500);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    /** What a record costs beside its bytes, so that small ones are bounded in number too. */
    private static final int OVERHEAD_BYTES = 1_024;

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;
    private final long mostBytesInFlight;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final LongAdder taken = new LongAdder();
    private final Counter refused;
    private final Thread looking;
    private volatile boolean found;

    SignalLog(KafkaClients kafka, IntakeSettings intake, MeterRegistry metrics) {
        producer = new KafkaProducer<>(kafka.intakeProducer(), new ByteArraySerializer(), new ByteArraySerializer());
        mostBytesInFlight = intake.mostBytesInFlight();
        FunctionCounter.builder("heed.signals.taken", taken, LongAdder::sum).register(metrics);
        refused = metrics.counter("heed.signals.refused.unavailable");
        metrics.gauge("heed.signals.bytes.in.flight", bytesInFlight);
        looking = Thread.ofVirtual().name("signal-log-looking").start(this::look);
    }

    /** Sends the signal; the callback hears when the broker has acknowledged it, or that it is not known to have. */
    void append(SignalReceived signal, AppendCallback callback) {
        UUID id = signal.id();
        ProducerRecord<byte[], byte[]> message = codec.toRecord(signal, SOURCE, id.toString());
        int bytes = message.value().length + OVERHEAD_BYTES;
        if (bytesInFlight.addAndGet(bytes) > mostBytesInFlight || !found) {
            bytesInFlight.addAndGet(-bytes);
            callback.onCompletion(unavailable("It was not taken."));
            return;
        }
        try {
            // what the broker says comes to the callback, and only there
            var unused = producer.send(message, (metadata, failure) -> {
                bytesInFlight.addAndGet(-bytes);
                if (failure == null) {
                    taken.increment();
                    callback.onCompletion(null);
                } else {
                    LOG.debugf("Not acknowledged, signalId=%s failure=%s", id, failure.getClass());
                    callback.onCompletion(unavailable("It may have been taken or not."));
                }
            });
        } catch (KafkaException | IllegalStateException notSent) {
            bytesInFlight.addAndGet(-bytes);
            callback.onCompletion(unavailable("It was not taken."));
        }
    }

    /**
     * Waits until half of the room is free, so that who sends many leaves some to who sends one; never for longer than
     * the broker has to acknowledge.
     */
    void awaitRoom() {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (bytesInFlight.get() > mostBytesInFlight / 2 && System.nanoTime() < deadline && slept(LOOK_FOR_ROOM)) {
            // what is acknowledged meanwhile makes room
        }
    }

    private ProblemException unavailable(String what) {
        refused.increment();
        return ProblemException.unavailable(
                "The signal could not be confirmed. " + what
                        + " Send it again; with an externalId it is never counted twice.",
                RETRY_AFTER);
    }

    /**
     * Learns the topic's partitions before the first request needs them: without them {@code send} would wait, on the
     * thread that serves all requests.
     */
    private void look() {
        while (!found) {
            try {
                producer.partitionsFor(Topic.FEEDBACK_SIGNALS.topicName());
                found = true;
            } catch (InterruptException closing) {
                return;
            } catch (KafkaException away) {
                if (!slept(BETWEEN_LOOKS)) {
                    return;
                }
            }
        }
    }

    private static boolean slept(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the topic was ever found; whether the brokers are there now is known when something is sent. */
    boolean isFound() {
        return found;
    }

    @PreDestroy
    void close() {
        looking.interrupt();
        producer.close(CLOSING);
    }
}

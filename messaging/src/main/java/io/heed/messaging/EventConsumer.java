package io.heed.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.heed.contracts.Topic;

/**
 * Reads topics in batches and has each record's effect exactly once in the service's database: the positions move in the
 * transaction of the work, from what this consumer expects them to be. A consumer that lost its partitions without
 * knowing finds them moved, and its transaction fails.
 *
 * <p>Three threads: one polls, one prepares a batch while one applies the batch before. An outage makes it wait; what
 * can't be read or applied goes to quarantine, and the partition moves on.
 *
 * @param <D> what a record is read as
 * @param <P> what the handler's first step hands to its second
 */
public final class EventConsumer<D, P> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Duration STALLED_AFTER = Duration.ofSeconds(15);

    private final ConsumerSettings settings;
    private final KafkaClients clients;
    private final Transactions transactions;
    private final Positions positions;
    private final Pipeline<D, P> pipeline;
    private final Redrive<D, P> redrive;
    private final Backoff backoff = new Backoff();
    private volatile boolean closing;
    private volatile boolean reading;
    private volatile long polledNanos;
    private volatile long unpolled = -1;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    /**
     * A consumer that is yet to be started.
     *
     * @param clock tells when a record was put into quarantine
     */
    public EventConsumer(
            ConsumerSettings settings,
            KafkaClients clients,
            Transactions transactions,
            RecordReader<D> reader,
            BatchHandler<D, P> handler,
            InstantSource clock,
            MeterRegistry registry) {
        this(settings, new Positions(settings.group()), clients, transactions, reader, handler, clock, registry);
    }

    EventConsumer(
            ConsumerSettings settings,
            Positions positions,
            KafkaClients clients,
            Transactions transactions,
            RecordReader<D> reader,
            BatchHandler<D, P> handler,
            InstantSource clock,
            MeterRegistry registry) {
        this.settings = settings;
        this.clients = clients;
        this.transactions = transactions;
        this.positions = positions;
        ConsumerMeters meters = new ConsumerMeters(registry, settings.group());
        Turns turns = new Turns();
        BatchReader<D> batches = new BatchReader<>(reader, settings.group(), clock);
        BatchWork<D, P> work = new BatchWork<>(transactions, positions, batches, handler, turns, meters);
        this.pipeline = new Pipeline<>(settings.group(), work, this::wakeup);
        this.redrive = new Redrive<>(transactions, reader, handler, turns);
        meters.lag(() -> lag() < 0 ? Double.NaN : lag());
    }

    /** Joins the group and starts to read. */
    public synchronized void start() {
        if (thread == null) {
            polledNanos = System.nanoTime();
            thread = Thread.ofPlatform()
                    .name(settings.group() + "-poll")
                    .daemon()
                    .start(this::run);
        }
    }

    /** Whether it has joined its group, polls, and neither the brokers nor the database are known to be away. */
    public boolean isHealthy() {
        KafkaConsumer<byte[], byte[]> current = consumer;
        return current != null
                && reading
                && pipeline.isHealthy()
                && System.nanoTime() - polledNanos < STALLED_AFTER.toNanos()
                && BrokerContact.isKept(current);
    }

    /**
     * Committed records on this consumer's partitions that are not yet applied, as of its last fetch, which is half a
     * second old at most while the brokers are there; −1 while it is not known.
     */
    public long lag() {
        long waiting = unpolled;
        return waiting < 0 ? -1 : waiting + pipeline.outstanding();
    }

    /** Whether everything was applied that was on its partitions at the last fetch. */
    public boolean caughtUp() {
        return lag() == 0;
    }

    /** Leaves the group, within a few seconds. What is not applied by then is applied by whoever reads next. */
    @Override
    public void close() {
        closing = true;
        wakeup();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            // what polls submits, so it ends first
            if (running != null && !running.join(CLOSE_WITHIN.plus(CLOSE_WITHIN))) {
                running.interrupt();
                running.join(CLOSE_WITHIN);
            }
            pipeline.close(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String group() {
        return settings.group();
    }

    /** Sends records through again from quarantine, whether or not this consumer reads. */
    Redrive<D, P> redrive() {
        return redrive;
    }

    private void wakeup() {
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    private void run() {
        try {
            while (!closing) {
                try {
                    read();
                } catch (InterruptedException | InterruptException e) {
                    // only close() interrupts; clears the flag so that the loop can see why
                    Thread.interrupted();
                } catch (KafkaException e) {
                    LOG.warn("A consumer starts anew, consumer={} failure={}", settings.group(), Backoff.name(e));
                    pause();
                }
            }
        } finally {
            reading = false;
            if (!closing) {
                LOG.error("A consumer stopped, consumer={}", settings.group());
            }
        }
    }

    /** A membership of the group, until it is closed or fails. */
    private void read() throws InterruptedException {
        KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(
                clients.groupReader(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            Assignment assignment = new Assignment(member, transactions, positions, pipeline::drop);
            GroupOffsets offsets = new GroupOffsets(member, transactions, positions);
            member.subscribe(settings.topics().stream().map(Topic::topicName).toList(), assignment);
            consumer = member;
            while (!closing) {
                try {
                    poll(member, assignment);
                } catch (WakeupException e) {
                    // only a reason to look round
                    continue;
                } catch (OffsetOutOfRangeException e) {
                    assignment.outOfRange(e);
                }
                polledNanos = System.nanoTime();
                reading = assignment.everAssigned();
                unpolled = assignment.unpolled();
                if (pipeline.isHealthy()) {
                    offsets.tellIfDue();
                }
            }
        } finally {
            reading = false;
            unpolled = -1;
            consumer = null;
            pipeline.drop();
            member.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> member, Assignment assignment) throws InterruptedException {
        if (pipeline.takeFenced()) {
            LOG.info("Positions were moved by another reader; asking where to go on, consumer={}", settings.group());
            assignment.unposition();
        }
        boolean room = assignment.isPositioned() ? pipeline.awaitRoom(WAIT) : positioned(assignment);
        if (!room) {
            member.pause(member.assignment());
            member.poll(Duration.ZERO);
            return;
        }
        member.resume(member.assignment());
        List<Received> received = assignment.received(member.poll(POLL));
        if (!received.isEmpty()) {
            pipeline.submit(received);
        }
    }

    private boolean positioned(Assignment assignment) throws InterruptedException {
        if (!pipeline.awaitIdle(WAIT)) {
            return false;
        }
        try {
            assignment.position();
            backoff.reset();
            return true;
        } catch (SQLException | RuntimeException e) {
            if (e instanceof KafkaException kafka) {
                throw kafka;
            }
            LOG.warn("Positions cannot be read, consumer={} failure={}", settings.group(), Backoff.name(e));
            reading = false;
            backoff.sleep();
            return false;
        }
    }

    private void pause() {
        try {
            backoff.sleep();
        } catch (InterruptedException e) {
            // only close() interrupts, and the loop looks whether it did
            LOG.debug("Interrupted while waiting to start anew, consumer={}", settings.group());
        }
    }
}

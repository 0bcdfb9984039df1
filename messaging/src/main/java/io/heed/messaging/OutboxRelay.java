package io.heed.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a service's outbox in the order of its ids, each event exactly once for readers of committed records.
 *
 * <p>Of all relays of a service one leads: the one that holds a lock in the database. Rows are published in Kafka
 * transactions under one {@code transactional.id}, so whoever leads next fences whoever led before, even if that one was
 * only asleep. What a transaction published is noted inside it, see {@link PublishedMarker}, so nothing is published
 * again if the relay dies before it can delete the rows. A row that can't be published holds up those after it.
 *
 * <p>Only a database that was restored from a backup makes events appear again, under new event ids: consumers know them
 * by their ids and versions.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    /** How long an idle relay waits before it looks again without having been woken. */
    private static final Duration IDLE = Duration.ofMillis(250);

    private static final Duration STANDBY = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final String relay;
    private final DataSource dataSource;
    private final KafkaClients clients;
    private final RelayProbe probe;
    private final Counter published;
    private final Semaphore wakes = new Semaphore(0);
    private final Backoff backoff = new Backoff();
    private volatile boolean closing;
    private volatile boolean healthy = true;
    private @Nullable Thread thread;

    /**
     * @param service the service's name, for example {@code insight}; all its processes give the same
     * @param dataSource connections to the service's schema; the relay keeps one while it leads
     */
    public OutboxRelay(String service, DataSource dataSource, KafkaClients clients, MeterRegistry meters) {
        this(service, dataSource, clients, meters, RelayProbe.NONE);
    }

    OutboxRelay(String service, DataSource dataSource, KafkaClients clients, MeterRegistry meters, RelayProbe probe) {
        this.relay = "heed-" + service + "-relay";
        this.dataSource = dataSource;
        this.clients = clients;
        this.probe = probe;
        this.published = Counter.builder("heed.outbox.published")
                .description("Events published from the outbox")
                .register(meters);
    }

    /** Starts to publish, or to wait for the lead. */
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name(relay).daemon().start(this::run);
        }
    }

    /** Tells the relay that events were committed, so that it need not wait until it looks by itself. */
    public void wake() {
        wakes.release();
    }

    /** Whether the last look at the outbox went well, or another process leads. */
    public boolean isHealthy() {
        return healthy;
    }

    /** Stops within a few seconds. What is not published stays in the outbox. */
    @Override
    public void close() {
        closing = true;
        wake();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            if (running != null && !running.join(CLOSE_WITHIN)) {
                running.interrupt();
                running.join(CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            try {
                elect();
            } catch (InterruptedException | InterruptException e) {
                // only close() interrupts; clears the flag so that the loop can see why
                Thread.interrupted();
            } catch (SQLException | RuntimeException e) {
                failed(e);
            } catch (Error e) {
                healthy = false;
                LOG.error("Publishing stopped, relay={} failure={}", relay, Backoff.name(e));
                throw e;
            }
        }
    }

    private void elect() throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            if (!lock(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
                succeeded();
                await(STANDBY);
                return;
            }
            try {
                lead(connection);
            } finally {
                release(connection);
            }
        }
    }

    private void lead(Connection connection) throws SQLException, InterruptedException {
        try (RelayTerm term = new RelayTerm(relay, clients, new OutboxTable(connection), probe)) {
            term.begin();
            LOG.info("Leading, relay={}", relay);
            while (!closing) {
                int count = term.publish();
                published.increment(count);
                succeeded();
                if (count == 0) {
                    await(IDLE);
                }
            }
        }
    }

    private void release(Connection connection) throws SQLException {
        try {
            lock(connection, "SELECT pg_advisory_unlock(hashtextextended(?, 0))");
        } catch (SQLException e) {
            // a pool must not hand on a session that may still hold the lock
            connection.abort(Runnable::run);
        }
    }

    private boolean lock(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, relay);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private void await(Duration atMost) throws InterruptedException {
        if (wakes.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
        }
    }

    private void succeeded() {
        if (!healthy) {
            LOG.info("Publishing again, relay={}", relay);
        }
        healthy = true;
        backoff.reset();
    }

    private void failed(Exception failure) {
        if (closing) {
            return;
        }
        if (healthy) {
            LOG.warn("Publishing failed and will be tried again, relay={} failure={}", relay, Backoff.name(failure));
        }
        healthy = false;
        try {
            backoff.sleep();
        } catch (InterruptedException e) {
            // only close() interrupts, and the loop looks whether it did
            LOG.debug("Interrupted while waiting to try again, relay={}", relay);
        }
    }
}

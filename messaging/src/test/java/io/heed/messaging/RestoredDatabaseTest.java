package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.Topic;

class RestoredDatabaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIGNALS = 2_000;
    private static final List<String> TABLES = List.of("positions", "outbox", "effects");

    @RegisterExtension
    final Ground ground = new Ground();

    @Test
    void aDatabaseRestoredToAnEarlierStateEndsWithEveryEffectOnceAndEveryEventTold() throws Exception {
        ConsumerSettings settings =
                ConsumerSettings.of(ground.group(), Topic.FEEDBACK_SIGNALS).withMaxBatch(100);
        OutboxRelay relay = ground.relay();
        EventConsumer<?, ?> consumer = ground.consumer(settings, telling(relay));
        ground.publish(Signals.signals(SIGNALS).toList());

        Ground.await("some are applied", PATIENCE, () -> effects() > 300);
        long nextId = backup();
        long effectsThen = ground.number("SELECT count(*) FROM backup_effects");
        Ground.await("all are applied and told", PATIENCE, () -> effects() == SIGNALS && ground.waiting() == 0);
        consumer.close();
        relay.close();
        assertThat(effectsThen).isLessThan(SIGNALS);

        restore(nextId);
        assertThat(effects()).isEqualTo(effectsThen);
        OutboxRelay relayAgain = ground.relay();
        ground.consumer(settings, telling(relayAgain));
        Ground.await("all are applied and told", PATIENCE, () -> effects() >= SIGNALS && ground.waiting() == 0);
        Thread.sleep(500);

        assertThat(effects()).isEqualTo(SIGNALS);
        assertThat(ground.number("SELECT count(DISTINCT key) FROM effects")).isEqualTo(SIGNALS);
        // told again after the restore under the same key and version, which a consumer knows and passes over
        Set<UUID> told = new HashSet<>();
        ground.committedEvents(Topic.INSIGHT_READINGS, SignalUnderstood.class)
                .forEach(understood -> told.add(understood.signalId()));
        assertThat(told).hasSize(SIGNALS);
    }

    private Effects telling(OutboxRelay relay) {
        Outbox outbox = ground.outbox(relay::wake);
        return new Effects() {
            @Override
            public void apply(Handle transaction, List<Delivery> batch) throws Exception {
                super.apply(transaction, batch);
                outbox.append(
                        transaction,
                        batch.stream()
                                .map(delivery -> Signals.understood(delivery.key(), 1))
                                .toList());
                Thread.sleep(20);
            }
        };
    }

    /** One moment of all tables, while everything runs; the next id of the outbox. */
    private long backup() throws SQLException {
        try (Connection connection = ground.parts.dataSource("insight").getConnection();
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            for (String table : TABLES) {
                statement.execute("CREATE TABLE backup_" + table + " AS TABLE " + table);
            }
            try (ResultSet row = statement.executeQuery("SELECT last_value + 1 FROM outbox_id_seq")) {
                row.next();
                long next = row.getLong(1);
                connection.commit();
                return next;
            }
        }
    }

    private void restore(long nextId) throws SQLException {
        for (String table : TABLES) {
            ground.execute("DELETE FROM " + table);
            ground.execute("INSERT INTO " + table + " OVERRIDING SYSTEM VALUE SELECT * FROM backup_" + table);
        }
        ground.execute("ALTER TABLE outbox ALTER COLUMN id RESTART WITH " + nextId);
    }

    private long effects() {
        return ground.number("SELECT count(*) FROM effects");
    }
}

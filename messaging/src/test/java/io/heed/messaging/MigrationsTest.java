package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A migration beside a transaction of the release before that takes the same tables the other way round. */
class MigrationsTest {

    private static final String WAITING_FOR_FIRST = """
            SELECT count(*) FROM pg_locks JOIN pg_class ON pg_class.oid = pg_locks.relation
             WHERE NOT granted AND relname = 'first' AND relnamespace = 'insight'::regnamespace
            """;

    @RegisterExtension
    final Ground ground = new Ground();

    @BeforeEach
    void tables() throws SQLException {
        ground.execute("CREATE TABLE first (id integer)");
        ground.execute("CREATE TABLE second (id integer)");
    }

    @Test
    void the_server_ends_a_migration_that_waits_for_what_waits_for_it() {
        assertThatThrownBy(() -> besideOneThatTakesFirstThenSecond(() -> flyway().migrate()))
                .isInstanceOf(FlywayException.class)
                .hasStackTraceContaining("deadlock detected");
    }

    @Test
    void a_migration_that_the_server_ended_is_applied_after_all() {
        assertThatCode(() -> besideOneThatTakesFirstThenSecond(() -> Migrations.apply(flyway())))
                .doesNotThrowAnyException();

        assertThatCode(() -> ground.execute("SELECT first.more, second.more FROM first, second"))
                .doesNotThrowAnyException();
    }

    private void besideOneThatTakesFirstThenSecond(Runnable migration) throws Exception {
        CountDownLatch firstTaken = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> before = threads.submit(() -> {
                takeFirstThenSecond(firstTaken);
                return null;
            });
            firstTaken.await();
            try {
                migration.run();
            } finally {
                before.get();
            }
        }
    }

    private void takeFirstThenSecond(CountDownLatch firstTaken) throws SQLException {
        try (Connection connection = ground.parts.postgres().superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = insight");
            // it never looks whether it is waited for: who does is ended
            statement.execute("SET deadlock_timeout = '1h'");
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO first VALUES (1)");
            firstTaken.countDown();
            await().pollInterval(Duration.ofMillis(10)).until(() -> ground.number(WAITING_FOR_FIRST) == 1);
            statement.execute("INSERT INTO second VALUES (1)");
            connection.commit();
        }
    }

    /** What it waits for has three seconds to come and wait for it. */
    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(ground.parts.postgres().superuser())
                .initSql("SET deadlock_timeout = '3s'")
                .defaultSchema("insight")
                .table("contended_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .locations("db/contended")
                .load();
    }
}

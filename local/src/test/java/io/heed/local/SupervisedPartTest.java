package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.heed.embedded.EmbeddedPostgres;
import io.heed.embedded.HeedHome;
import io.heed.embedded.LoopbackPort;
import io.heed.embedded.PartFailedException;
import io.heed.embedded.Patience;

class SupervisedPartTest {
    private static final Duration COMES_BACK_WITHIN = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private EmbeddedPostgres postgres;
    private SupervisedPart supervised;

    @BeforeEach
    void start() {
        Path log = directory.resolve("heed.log");
        Narrator narrator =
                new Narrator(new PrintStream(System.err, true, StandardCharsets.UTF_8), log, InstantSource.system());
        postgres = new EmbeddedPostgres(
                HeedHome.find(), directory.resolve("postgres"), directory.resolve("postgres.log"), LoopbackPort.free());
        supervised = new SupervisedPart(postgres, narrator);
        supervised.start();
    }

    @AfterEach
    void retire() {
        supervised.retire();
    }

    @Test
    void aPartThatDiesComesBackOnTheSamePortEachTime() throws Exception {
        for (int death = 0; death < 2; death++) {
            long pid = postgres.pid();
            postgres.kill();
            eventually(() -> postgres.pid() != pid && answers());
        }
        assertThat(Files.readString(directory.resolve("heed.log"))).contains("PostgreSQL ended unexpectedly");
    }

    @Test
    void aPartThatWasStoppedStaysDownUntilItIsStarted() throws Exception {
        supervised.stop();
        Thread.sleep(1_000);
        assertThat(postgres.isAlive()).isFalse();

        supervised.start();
        assertThat(answers()).isTrue();
    }

    @Test
    void aStopWhileThePartComesBackLeavesNoProcessBehind() throws Exception {
        postgres.kill();
        Thread.sleep(250);
        supervised.retire();
        Thread.sleep(1_000);

        assertThat(postgres.isAlive()).isFalse();
    }

    private boolean answers() {
        try (Connection connection = postgres.superuser().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException away) {
            return false;
        }
    }

    private static void eventually(Callable<Boolean> condition) {
        new Patience(COMES_BACK_WITHIN).until(condition, () -> {}, () -> new PartFailedException("never happened"));
    }
}

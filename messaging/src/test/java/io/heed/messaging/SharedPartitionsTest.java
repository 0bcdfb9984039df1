package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.heed.contracts.Topic;

/** Several readers of the same partitions, some of which do not know that they no longer hold them. */
class SharedPartitionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEYS = 20;
    private static final int EACH = 100;

    @RegisterExtension
    final Ground ground = new Ground();

    private final List<UUID> keys =
            IntStream.range(0, KEYS).mapToObj(any -> UUID.randomUUID()).toList();

    @Test
    void aRebalanceInTheMiddleOfABatchNeitherLosesNorDoublesAnEffect() throws Exception {
        ConsumerSettings settings =
                ConsumerSettings.of(ground.group(), Topic.FEEDBACK_SIGNALS).withMaxBatch(25);
        EventConsumer<?, ?> first = consumer(settings, new Positions(ground.service), slow());
        publish();
        Ground.await("some are applied", PATIENCE, () -> effects() > KEYS * EACH / 10);

        EventConsumer<?, ?> second = consumer(settings, new Positions(ground.service), slow());
        Ground.await("more are applied", PATIENCE, () -> effects() > KEYS * EACH / 2);
        first.close();
        Ground.await("all are applied", PATIENCE, () -> effects() >= KEYS * EACH && second.caughtUp());

        assertEachOnceAndInOrder();
    }

    @Test
    void twoReadersThatBothBelieveToHoldThePartitionsShareTheEffectsBetweenThem() throws Exception {
        Positions positions = new Positions(ground.group());
        publish();

        // groups of their own: each is given all partitions, and neither ever learns of the other
        consumer(settings("a").withMaxBatch(25), positions, slow());
        consumer(settings("b").withMaxBatch(25), positions, slow());
        Ground.await("all are applied", PATIENCE, () -> effects() >= KEYS * EACH);
        Thread.sleep(500);

        assertEachOnceAndInOrder();
    }

    @Test
    void aStalledBatchOfLostPartitionsIsDroppedWhenItWakes() throws Exception {
        CountDownLatch woken = new CountDownLatch(1);
        AtomicBoolean stalled = new AtomicBoolean();
        Positions positions = new Positions(ground.group());
        consumer(settings("a"), positions, new Effects() {
            @Override
            public List<Delivery> prepare(List<Delivery> batch) throws Exception {
                if (stalled.compareAndSet(false, true)) {
                    woken.await();
                }
                return batch;
            }
        });
        publish();
        Ground.await("the first stalls", PATIENCE, stalled::get);

        consumer(settings("b"), positions, new Effects());
        Ground.await("the other applied all", PATIENCE, () -> effects() == KEYS * EACH);
        woken.countDown();
        Thread.sleep(1_000);

        assertEachOnceAndInOrder();
    }

    @Test
    void aProcessThatWasSuspendedWhileAnotherTookItsPartitionsDoesNothingWhenItGoesOn(@TempDir Path folder)
            throws Exception {
        ConsumerSettings settings =
                ConsumerSettings.of(ground.group(), Topic.FEEDBACK_SIGNALS).withMaxBatch(25);
        Process zombie = reader(folder);
        try {
            publish();
            Ground.await("some are applied", PATIENCE, () -> effects() > KEYS * EACH / 10);
            signal(zombie, "STOP");
            assertThat(effects()).isLessThan(KEYS * EACH);

            EventConsumer<?, ?> successor = consumer(settings, new Positions(ground.service), new Effects());
            Ground.await("all are applied", PATIENCE, () -> effects() >= KEYS * EACH && successor.caughtUp());
            signal(zombie, "CONT");
            Thread.sleep(3_000);

            assertEachOnceAndInOrder();
        } finally {
            zombie.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private ConsumerSettings settings(String suffix) {
        return ConsumerSettings.of(ground.service + suffix, Topic.FEEDBACK_SIGNALS);
    }

    private EventConsumer<?, ?> consumer(
            ConsumerSettings settings, Positions positions, BatchHandler<Delivery, List<Delivery>> handler)
            throws SQLException {
        EventConsumer<?, ?> consumer = ground.closeLater(new EventConsumer<>(
                settings,
                positions,
                ground.clients,
                Transactions.over(ground.closeLater(ground.newPool())),
                new EventReader(),
                handler,
                InstantSource.fixed(Signals.NOON),
                ground.meters));
        consumer.start();
        return consumer;
    }

    private Process reader(Path folder) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowReader.class.getName(),
                        ground.parts.bootstrapServers(),
                        ground.parts.jdbcUrl("insight"),
                        ground.parts.username("insight"),
                        ground.parts.password("insight"),
                        ground.service)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "reader.log"))
                .start();
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Effects slow() {
        return new Effects() {
            @Override
            public void apply(Handle transaction, List<Delivery> batch) throws Exception {
                super.apply(transaction, batch);
                Thread.sleep(40);
            }
        };
    }

    private void publish() {
        ground.publish(IntStream.range(0, EACH)
                .boxed()
                .flatMap(number -> keys.stream().map(key -> Signals.signal(key, number)))
                .toList());
    }

    private long effects() {
        return ground.number("SELECT count(*) FROM effects");
    }

    private void assertEachOnceAndInOrder() throws SQLException {
        List<Integer> all = IntStream.range(0, EACH).boxed().toList();
        assertThat(ground.effects()).hasSize(KEYS).allSatisfy((key, numbers) -> assertThat(numbers)
                .isEqualTo(all));
    }
}

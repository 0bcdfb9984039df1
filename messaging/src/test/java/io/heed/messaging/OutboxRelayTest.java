package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;

class OutboxRelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final Ground ground = new Ground();

    private enum Moment {
        BEFORE_COMMIT,
        BEFORE_DELETE
    }

    /** Does something once, at one of the two moments. */
    private record Once(Moment moment, AtomicBoolean done, Runnable action) implements RelayProbe {

        Once(Moment moment, Runnable action) {
            this(moment, new AtomicBoolean(), action);
        }

        @Override
        public void beforeCommit() {
            at(Moment.BEFORE_COMMIT);
        }

        @Override
        public void beforeDelete() {
            at(Moment.BEFORE_DELETE);
        }

        private void at(Moment now) {
            if (now == moment && done.compareAndSet(false, true)) {
                action.run();
            }
        }
    }

    @Test
    void publishesWhatWasCommittedAndLeavesTheOutboxEmpty() throws Exception {
        UUID key = UUID.randomUUID();
        ground.append(Signals.signal(key, 0), Signals.signal(key, 1), Signals.signal(key, 2));

        ground.relay();
        drained();

        assertThat(numbers()).containsExactly(Map.entry(key, List.of(0, 1, 2)));
    }

    @Test
    void publishesATombstoneAsARecordWithoutValue() throws Exception {
        UUID key = UUID.randomUUID();
        Outbox outbox = ground.outbox();
        ground.transactions.run(transaction -> {
            outbox.append(transaction, Signals.signal(key, 0));
            outbox.erase(transaction, Topic.FEEDBACK_SIGNALS, key);
        });

        ground.relay();
        drained();

        assertThat(ground.committed(Topic.FEEDBACK_SIGNALS).stream().map(ground.codec::fromRecord))
                .last()
                .isEqualTo(new Decoded.Erasure(key));
    }

    @Test
    void twoRelaysPublishEveryRowExactlyOnceAndInOrderOfEachKeyWhileTheLeadChanges() throws Exception {
        int writers = 4;
        int rounds = 150;
        ground.relay();
        ground.relay();
        List<List<UUID>> keys = IntStream.range(0, writers)
                .mapToObj(any -> Stream.generate(UUID::randomUUID).limit(10).toList())
                .toList();

        CompletableFuture<?>[] writing = keys.stream()
                .map(own -> CompletableFuture.runAsync(() -> IntStream.range(0, rounds)
                        .forEach(number -> ground.append(own.stream()
                                .map(key -> Signals.signal(key, number))
                                .toArray(SignalReceived[]::new)))))
                .toArray(CompletableFuture[]::new);
        for (int cut = 0; cut < 4; cut++) {
            Thread.sleep(400);
            ground.cutLeader();
        }
        CompletableFuture.allOf(writing).join();
        drained();

        assertEachKeyCounts(rounds, writers * 10);
    }

    @ParameterizedTest
    @EnumSource
    void aStalledRelayThatWakesNeitherDoublesNorReorders(Moment moment) throws Exception {
        UUID key = UUID.randomUUID();
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        ground.append(numbered(key, 0, 10));
        ground.relay(new Once(moment, () -> {
            stalled.countDown();
            uninterruptibly(woken);
        }));
        stalled.await();

        // its session is gone, as after a long pause; another relay takes the lead and goes on
        ground.cutLeader();
        OutboxRelay successor = ground.relay();
        drained();
        ground.append(numbered(key, 10, 20));
        drained();

        woken.countDown();
        ground.append(numbered(key, 20, 30));
        drained();
        // now the one that slept may lead again
        successor.close();
        ground.append(numbered(key, 30, 40));
        drained();

        assertThat(numbers())
                .containsExactly(Map.entry(key, IntStream.range(0, 40).boxed().toList()));
    }

    @Test
    void aRelayThatDiesBetweenCommitAndDeleteLeavesNothingToDouble() throws Exception {
        UUID key = UUID.randomUUID();
        ground.append(numbered(key, 0, 10));
        CountDownLatch dead = new CountDownLatch(1);
        OutboxRelay first = ground.relay(new Once(Moment.BEFORE_DELETE, () -> {
            dead.countDown();
            uninterruptibly(new CountDownLatch(1));
        }));
        dead.await();
        ground.cutLeader();
        assertThat(ground.waiting()).isEqualTo(10);
        assertThat(numbers().get(key)).hasSize(10);

        ground.append(numbered(key, 10, 15));
        ground.relay();
        drained();

        assertThat(numbers())
                .containsExactly(Map.entry(key, IntStream.range(0, 15).boxed().toList()));
        first.close();
    }

    @Test
    void aRelayThatFailsBetweenCommitAndDeleteGoesOnByItselfWithoutDoubling() throws Exception {
        UUID key = UUID.randomUUID();
        ground.append(numbered(key, 0, 10));

        ground.relay(new Once(Moment.BEFORE_DELETE, () -> {
            throw new IllegalStateException("as a broken connection would");
        }));
        drained();

        assertThat(numbers())
                .containsExactly(Map.entry(key, IntStream.range(0, 10).boxed().toList()));
    }

    @Test
    void idsThatRepeatAfterARestoreArePublishedAsTheNewEventsTheyAre() throws Exception {
        UUID before = UUID.randomUUID();
        ground.append(numbered(before, 0, 5));
        OutboxRelay relay = ground.relay();
        drained();
        relay.close();

        UUID after = UUID.randomUUID();
        ground.execute("ALTER TABLE outbox ALTER COLUMN id RESTART WITH 1");
        ground.append(numbered(after, 0, 5));
        ground.relay();
        drained();

        assertThat(numbers())
                .containsOnly(Map.entry(before, List.of(0, 1, 2, 3, 4)), Map.entry(after, List.of(0, 1, 2, 3, 4)));
    }

    @Test
    void rowsThatCommitOutOfTheOrderOfTheirIdsAreAllPublished() throws Exception {
        UUID late = UUID.randomUUID();
        UUID early = UUID.randomUUID();
        Outbox outbox = ground.outbox();
        ground.relay();

        ground.transactions.run(slow -> {
            outbox.append(slow, Signals.signal(late, 0));
            CompletableFuture.runAsync(() -> ground.append(Signals.signal(early, 0)))
                    .join();
            Ground.await("the later row is published", PATIENCE, () -> numbers().containsKey(early));
        });
        drained();

        assertThat(numbers()).containsOnlyKeys(early, late);
    }

    @Test
    void aWokenRelayPublishesMuchSoonerThanAnIdleOneLooks() throws Exception {
        OutboxRelay relay = ground.relay();
        Outbox outbox = ground.outbox(relay::wake);
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            int number = round;
            ground.transactions.run(
                    transaction -> outbox.append(transaction, Signals.signal(UUID.randomUUID(), number)));
            long committed = System.nanoTime();
            while (ground.waiting() > 0) {
                Thread.sleep(1);
            }
            millis.add(Duration.ofNanos(System.nanoTime() - committed).toMillis());
        }

        assertThat(millis.stream().sorted().toList().get(20)).isLessThan(100);
    }

    private void drained() throws Exception {
        Ground.await("the outbox is empty", PATIENCE, () -> ground.waiting() == 0);
    }

    private static SignalReceived[] numbered(UUID key, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> Signals.signal(key, number))
                .toArray(SignalReceived[]::new);
    }

    /** The numbers that were published of each key, in their order on the topic. */
    private Map<UUID, List<Integer>> numbers() {
        Map<UUID, List<Integer>> numbers = new HashMap<>();
        ground.committedEvents(Topic.FEEDBACK_SIGNALS, SignalReceived.class)
                .forEach(signal -> numbers.computeIfAbsent(signal.id(), any -> new ArrayList<>())
                        .add(Signals.number(signal)));
        return numbers;
    }

    private void assertEachKeyCounts(int rounds, int keys) {
        List<Integer> all = IntStream.range(0, rounds).boxed().toList();
        assertThat(numbers()).hasSize(keys).allSatisfy((key, published) -> assertThat(published)
                .isEqualTo(all));
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

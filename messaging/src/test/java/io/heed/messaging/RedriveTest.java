package io.heed.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;

class RedriveTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int BROKEN = 7;

    @RegisterExtension
    final Ground ground = new Ground();

    private final AtomicBoolean mended = new AtomicBoolean();
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Fails for one number until it is mended, and notices when its steps overlap. */
    private class Mendable extends Effects {

        RuntimeException failure() {
            return new IllegalStateException("a bug that only this number meets");
        }

        @Override
        public void apply(Handle transaction, List<Delivery> batch) throws Exception {
            most.accumulateAndGet(under.incrementAndGet(), Math::max);
            try {
                super.apply(transaction, batch);
                for (Delivery delivery : batch) {
                    if (delivery.event() instanceof SignalReceived signal
                            && Signals.number(signal) == BROKEN
                            && !mended.get()) {
                        throw failure();
                    }
                }
                Thread.sleep(2);
            } finally {
                under.decrementAndGet();
            }
        }
    }

    @Test
    void aRecordThatFailedIsAppliedOnceItsCauseIsMendedAndNotBefore() throws Exception {
        Quarantine quarantine = serving(new Mendable());
        ground.publish(Signals.signals(20).toList());
        UUID id = quarantined(quarantine).id();
        long positions = positions();

        assertThat(quarantine.redrive(id)).isEqualTo(new Redriven.Refused(QuarantineCode.PROCESSING_FAILED, List.of()));
        assertThat(quarantine.list(10)).hasSize(1);
        mended.set(true);

        assertThat(quarantine.redrive(id)).isEqualTo(new Redriven.Applied());
        assertThat(quarantine.redrive(id)).isEqualTo(new Redriven.Gone());
        assertThat(ground.number("SELECT count(*) FROM effects")).isEqualTo(20);
        assertThat(ground.number("SELECT count(*) FROM effects WHERE number = 7"))
                .isEqualTo(1);
        assertThat(quarantine.list(10)).isEmpty();
        assertThat(positions()).isEqualTo(positions);
    }

    @Test
    void ofManyWhoSendTheSameRecordThroughOnSeveralReplicasOneSucceeds() throws Exception {
        Quarantine first = serving(new Mendable());
        ground.publish(Signals.signals(20).toList());
        UUID id = quarantined(first).id();
        Quarantine second = new Quarantine("test", Transactions.over(ground.closeLater(ground.newPool())));
        second.servedBy(ground.consumer(ConsumerSettings.of(ground.service, Topic.FEEDBACK_SIGNALS), new Mendable()));
        mended.set(true);

        List<Redriven> outcomes = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger discarded = new AtomicInteger();
        try (ExecutorService people = Executors.newFixedThreadPool(16)) {
            for (int person = 0; person < 8; person++) {
                Quarantine replica = person % 2 == 0 ? first : second;
                var redriving = people.submit(() -> outcomes.add(replica.redrive(id)));
                var discarding = people.submit(() -> discarded.addAndGet(replica.discard(id) ? 1 : 0));
                assertThat(redriving).isNotSameAs(discarding);
            }
        }

        long applied = outcomes.stream()
                .filter(outcome -> outcome.equals(new Redriven.Applied()))
                .count();
        // whoever discards may have been first
        assertThat(outcomes).hasSize(8).isSubsetOf(new Redriven.Applied(), new Redriven.Gone());
        assertThat(applied + discarded.get()).isEqualTo(1);
        assertThat(ground.number("SELECT count(*) FROM effects WHERE number = 7"))
                .isEqualTo(applied);
    }

    @Test
    void sendingThroughAgainDoesNotOverlapWithTheBatchesOfTheTopic() throws Exception {
        Quarantine quarantine = serving(new Mendable());
        ground.publish(Signals.signals(20).toList());
        UUID id = quarantined(quarantine).id();

        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < 40; round++) {
                ground.publish(List.of(Signals.signal(UUID.randomUUID(), 100 + round)));
            }
        });
        while (!publishing.isDone()) {
            quarantine.redrive(id);
            Thread.sleep(10);
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void whatCannotBeReadStaysUntilItIsDiscarded() throws Exception {
        Quarantine quarantine = serving(new Mendable());
        ProducerRecord<byte[], byte[]> good =
                ground.codec.toRecord(Signals.signal(UUID.randomUUID(), 1), "/heed/test", "broken");
        ground.send(List.of(
                new ProducerRecord<>(good.topic(), null, null, good.key(), "{".getBytes(UTF_8), good.headers())));
        UUID id = quarantined(quarantine).id();

        assertThat(quarantine.redrive(id)).isEqualTo(new Redriven.Refused(QuarantineCode.UNREADABLE_JSON, List.of()));
        assertThat(quarantine.discard(id)).isTrue();
        assertThat(quarantine.discard(id)).isFalse();
        assertThat(quarantine.redrive(id)).isEqualTo(new Redriven.Gone());
    }

    @Test
    void aHandlerThatRefusesARecordSaysUnderWhichCodeAndWhatIsWrong() throws Exception {
        List<Fault> faults = List.of(new Fault("text", "must be kind"));
        Quarantine quarantine = serving(new Mendable() {
            @Override
            RuntimeException failure() {
                return new RefusedException(QuarantineCode.INVALID_SUBMISSION, faults);
            }
        });
        ground.publish(Signals.signals(20).toList());

        QuarantineEntry entry = quarantined(quarantine);

        assertThat(entry.code()).isEqualTo(QuarantineCode.INVALID_SUBMISSION);
        assertThat(quarantine.redrive(entry.id()))
                .isEqualTo(new Redriven.Refused(QuarantineCode.INVALID_SUBMISSION, faults));
    }

    @Test
    void whileSomethingThatAHandlerNeedsIsAwayTheConsumerWaitsAndNothingIsQuarantined() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        Quarantine quarantine = serving(new Mendable() {
            @Override
            RuntimeException failure() {
                tries.incrementAndGet();
                return new OutageException("another service");
            }
        });
        ground.publish(Signals.signals(20).toList());
        Ground.await("it is tried again and again", PATIENCE, () -> tries.get() > 3);
        assertThat(quarantine.list(10)).isEmpty();

        mended.set(true);

        Ground.await("all are applied", PATIENCE, () -> ground.number("SELECT count(*) FROM effects") == 20);
        assertThat(quarantine.list(10)).isEmpty();
    }

    private Quarantine serving(BatchHandler<Delivery, List<Delivery>> handler) throws Exception {
        Quarantine quarantine = new Quarantine("test", ground.transactions);
        quarantine.servedBy(ground.consumer(ConsumerSettings.of(ground.group(), Topic.FEEDBACK_SIGNALS), handler));
        return quarantine;
    }

    private static QuarantineEntry quarantined(Quarantine quarantine) throws Exception {
        Ground.await("one is quarantined", PATIENCE, () -> quarantine.list(10).size() == 1);
        return quarantine.list(10).getFirst();
    }

    private long positions() {
        return ground.number("SELECT sum(next_offset) FROM positions WHERE topic = 'feedback.signals'");
    }
}

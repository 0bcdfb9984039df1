package io.heed.messaging;

import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.postgresql.ds.PGSimpleDataSource;

import io.heed.contracts.Topic;

/** A consumer in a process of its own, slow enough to be suspended in the middle of its work. */
final class SlowReader {

    private SlowReader() {}

    public static void main(String[] arguments) throws InterruptedException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[1]);
        source.setUser(arguments[2]);
        source.setPassword(arguments[3]);
        Effects slow = new Effects() {
            @Override
            public List<Delivery> prepare(List<Delivery> batch) throws InterruptedException {
                Thread.sleep(80);
                return batch;
            }
        };
        ConsumerSettings settings =
                ConsumerSettings.of(arguments[4], Topic.FEEDBACK_SIGNALS).withMaxBatch(25);
        try (EventConsumer<?, ?> consumer = new EventConsumer<>(
                settings,
                KafkaClients.at(arguments[0]),
                Transactions.over(source),
                new EventReader(),
                slow,
                InstantSource.system(),
                new SimpleMeterRegistry())) {
            consumer.start();
            Thread.currentThread().join();
        }
    }
}

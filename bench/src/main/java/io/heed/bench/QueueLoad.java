package io.heed.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.heed.contracts.Facets;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.Obligation;
import io.heed.contracts.Principal;
import io.heed.contracts.Priority;
import io.heed.contracts.PriorityPart;
import io.heed.contracts.SignalKind;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;
import io.heed.contracts.ThemeChange;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemeCounts;
import io.heed.contracts.ThemeState;
import io.heed.local.HeedInstance;
import io.heed.local.HttpUser;
import io.heed.messaging.EventCodec;
import io.heed.messaging.KafkaClients;

/** A full queue, which action-service makes itself of what insight-service would say: invented themes and readings. */
final class QueueLoad {

    /** In the label of every other theme; the others have {@link #OTHER_HALF}. */
    static final String HALF = "morning";

    static final String OTHER_HALF = "evening";

    private static final int AT_ONCE = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_AGAIN_MILLIS = 500;

    private final HeedInstance heed;
    private final EventCodec codec = new EventCodec();
    private final Random random;

    QueueLoad(HeedInstance heed, long seed) {
        this.heed = heed;
        this.random = new Random(seed);
    }

    /** Opens so many improvements with so many signals behind each, and waits until all are there. */
    void open(int actions, int signals, String token) throws Exception {
        Instant now = Instant.now();
        List<UUID> themes = new ArrayList<>();
        List<HeedEvent> events = new ArrayList<>();
        for (int i = 0; i < actions; i++) {
            UUID theme = new UUID(random.nextLong(), random.nextLong());
            themes.add(theme);
            events.add(theme(theme, i, signals, now));
        }
        publish(events);
        events.clear();
        for (int round = 0; round < signals; round++) {
            for (UUID theme : themes) {
                events.add(reading(theme, now.minusSeconds(random.nextInt(86_400))));
                if (events.size() == AT_ONCE) {
                    publish(events);
                    events.clear();
                }
            }
        }
        publish(events);
        await((long) actions * signals, token);
    }

    private void await(long links, String token) throws InterruptedException {
        HttpUser user = new HttpUser(heed.url().toString());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (user.get("/api/v1/loop", token)
                        .expect(200)
                        .body()
                        .get("inAction")
                        .asLong()
                < links) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the queue does not fill");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private ThemeChanged theme(UUID id, int number, int signals, Instant now) {
        UUID founding = new UUID(random.nextLong(), random.nextLong());
        return new ThemeChanged(
                id,
                1,
                List.of(ThemeChange.BORN),
                now,
                Principal.system("insight"),
                (number % 2 == 0 ? HALF : OTHER_HALF) + " queue at desk " + number,
                List.of(),
                ThemeState.NEW,
                new ThemeCounts(signals, signals, signals),
                Priority.of(List.of(new PriorityPart("reach", random.nextDouble(), 1.0))),
                -0.4,
                now,
                now,
                founding,
                List.of(founding),
                null,
                null);
    }

    private SignalUnderstood reading(UUID theme, Instant at) {
        Facets facets = new Facets(
                SignalKind.CUSTOMER,
                "survey",
                "bench",
                "site-" + random.nextInt(20),
                null,
                null,
                Map.of(),
                null,
                null,
                "en",
                at,
                at,
                false,
                Obligation.NONE);
        UUID statement = new UUID(random.nextLong(), random.nextLong());
        return new SignalUnderstood(
                UUID.randomUUID(),
                1,
                at,
                facets,
                List.of(new StatementReading(statement, theme, null, 0.8, -0.4, 0.3)));
    }

    private void publish(List<HeedEvent> events) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaClients.at(heed.kafka().bootstrapServers()).producer(),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (HeedEvent event : events) {
                sent.add(producer.send(
                        codec.toRecord(event, "/heed/bench", UUID.randomUUID().toString())));
            }
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }
}

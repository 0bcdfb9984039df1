package io.heed.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.heed.contracts.Topic;
import io.heed.local.HeedInstance;

/** Posts signals through the front door and finds out when each was somebody's action. */
final class LoopLoad implements AutoCloseable {

    /** Every tenth signal has the worst rating, which opens a follow-up. */
    private static final int ONE_FOLLOW_UP_IN = 10;

    private static final int UNDER_WAY = 64;
    private static final long LOOK_AGAIN_MILLIS = 200;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(5);

    private final HeedInstance heed;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI signals;
    private final String token;
    private final Connection database;

    LoopLoad(HeedInstance heed) throws SQLException {
        this.heed = heed;
        this.signals = heed.url().resolve("/api/v1/signals");
        this.token = heed.token("ivo");
        this.database = heed.postgres().superuser().getConnection();
    }

    /** Posts as fast as is taken; signals per second until action-service knows all of them. */
    double burst(List<String> texts) throws Exception {
        long known = understood();
        long began = System.nanoTime();
        post(texts, Double.MAX_VALUE);
        awaitUnderstood(known + texts.size());
        return texts.size() / ((System.nanoTime() - began) / 1e9);
    }

    /** Posts at that many a second; milliseconds from each record to its committed follow-up. */
    Figures constant(List<String> texts, double perSecond) throws Exception {
        long known = understood();
        Instant began = Instant.now();
        post(texts, perSecond);
        awaitUnderstood(known + texts.size());
        Map<UUID, Instant> received = recordsSince(began);
        List<Double> millis = new ArrayList<>();
        for (Map.Entry<UUID, Instant> opened : openedSince(began).entrySet()) {
            Instant from = received.get(opened.getKey());
            if (from != null) {
                millis.add(Duration.between(from, opened.getValue()).toNanos() / 1e6);
            }
        }
        int wanted = (texts.size() + ONE_FOLLOW_UP_IN - 1) / ONE_FOLLOW_UP_IN;
        if (millis.size() != wanted) {
            throw new IllegalStateException("expected " + wanted + " follow-ups, found " + millis.size());
        }
        return new Figures(millis);
    }

    /** An open loop: a slow answer delays no later request, up to {@value #UNDER_WAY} under way. */
    private void post(List<String> texts, double perSecond) throws InterruptedException {
        Semaphore places = new Semaphore(UNDER_WAY);
        AtomicInteger refused = new AtomicInteger();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < texts.size(); i++) {
            long due = began + (long) (i / perSecond * 1e9);
            long early = due - System.nanoTime();
            if (early > 0) {
                Thread.sleep(Duration.ofNanos(early));
            }
            places.acquire();
            answers.add(http.sendAsync(
                            request(texts.get(i), i % ONE_FOLLOW_UP_IN == 0), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((response, failure) -> {
                        places.release();
                        if (failure != null || response.statusCode() != 202) {
                            refused.incrementAndGet();
                        }
                    }));
        }
        answers.forEach(CompletableFuture::join);
        if (refused.get() > 0) {
            throw new IllegalStateException(refused + " requests were not accepted");
        }
    }

    private HttpRequest request(String text, boolean worst) {
        String rating = worst ? ",\"rating\":{\"scale\":\"csat\",\"value\":1}" : "";
        return HttpRequest.newBuilder(signals)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"text\":\"" + text + "\",\"channel\":\"survey\"" + rating + "}"))
                .build();
    }

    /** Waits until every service knows what was on the topics before it was started. */
    void awaitQuiet() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + SETTLED_WITHIN.toNanos();
        while (understood() < read() || remembered() < read()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the services did not catch up");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** How many signals action-service knows the reading of. */
    long understood() throws SQLException {
        return count("select count(*) from action.readings");
    }

    private long read() throws SQLException {
        return count("select count(*) from insight.readings");
    }

    private long remembered() throws SQLException {
        return count("select count(*) from feedback.signals");
    }

    private long count(String query) throws SQLException {
        try (PreparedStatement count = database.prepareStatement(query);
                ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void awaitUnderstood(long wanted) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + SETTLED_WITHIN.toNanos();
        while (understood() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + understood() + " of " + wanted + " were understood");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** When each signal's record was made, by its key. */
    private Map<UUID, Instant> recordsSince(Instant began) {
        Map<UUID, Instant> received = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", heed.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.FEEDBACK_SIGNALS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> signal : consumer.poll(Duration.ofMillis(200))) {
                    if (signal.timestamp() >= began.toEpochMilli()) {
                        received.put(
                                UUID.fromString(new String(signal.key(), java.nio.charset.StandardCharsets.UTF_8)),
                                Instant.ofEpochMilli(signal.timestamp()));
                    }
                }
            }
        }
        return received;
    }

    /** When each follow-up's first line of history was committed, as PostgreSQL says, by signal. */
    private Map<UUID, Instant> openedSince(Instant began) throws SQLException {
        Map<UUID, Instant> opened = new HashMap<>();
        try (PreparedStatement statement = database.prepareStatement("""
                select action.signal_id, pg_xact_commit_timestamp(first.xmin)
                from action.actions action
                join action.history first on first.action_id = action.id
                where action.kind = 'FOLLOW_UP' and action.opened_at >= ?
                  and first.seq = (select min(seq) from action.history where action_id = action.id)""")) {
            statement.setTimestamp(1, Timestamp.from(began));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    opened.put(
                            rows.getObject(1, UUID.class), rows.getTimestamp(2).toInstant());
                }
            }
        }
        return opened;
    }

    @Override
    public void close() throws SQLException {
        database.close();
        http.close();
    }
}

package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.Topic;
import io.heed.embedded.EmbeddedParts;

/**
 * A real broker and a real database for one test: an empty schema, a service name that nobody else uses, and the ends of
 * all topics as they were when the test began, so that what other tests wrote stays out of sight.
 */
@SuppressWarnings("NullAway.Init") // JUnit calls beforeEach before anybody looks
final class Ground implements BeforeEachCallback, AfterEachCallback {

    private static final String SCHEMA = "insight";
    private static final String SOURCE = "/heed/test";

    final EventCodec codec = new EventCodec();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final String service = "test-" + UUID.randomUUID();

    EmbeddedParts parts;
    KafkaClients clients;
    AgroalDataSource pool;
    Transactions transactions;
    Map<TopicPartition, Long> ends;

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        parts = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(EmbeddedParts.class, any -> EmbeddedParts.startTemporary(), EmbeddedParts.class);
        clients = KafkaClients.at(parts.bootstrapServers());
        parts.postgres().recreateSchema(SCHEMA);
        Flyway.configure()
                .dataSource(parts.dataSource(SCHEMA))
                .locations("db/messaging")
                .load()
                .migrate();
        pool = closeLater(newPool());
        transactions = Transactions.over(pool);
        execute("""
                CREATE TABLE effects (
                    place bigint GENERATED ALWAYS AS IDENTITY, key uuid NOT NULL, event_id text, number integer)
                """);
        ends = ends();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!toClose.isEmpty()) {
            toClose.pop().close();
        }
        if (!parts.kafka().isAlive()) {
            // a test that failed while it had killed the broker must not take the others with it
            parts.kafka().restart();
        }
    }

    <T extends AutoCloseable> T closeLater(T resource) {
        toClose.push(resource);
        return resource;
    }

    /** As a process of its own would have. */
    AgroalDataSource newPool() throws SQLException {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(connections -> connections
                        .maxSize(10)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(parts.jdbcUrl(SCHEMA))
                                .principal(new NamePrincipal(parts.username(SCHEMA)))
                                .credential(new SimplePassword(parts.password(SCHEMA))))));
    }

    Outbox outbox() {
        return outbox(() -> {});
    }

    Outbox outbox(Runnable afterCommit) {
        return new Outbox(SOURCE, InstantSource.fixed(Signals.NOON), afterCommit);
    }

    void append(HeedEvent... events) {
        Outbox outbox = outbox();
        transactions.run(transaction -> outbox.append(transaction, List.of(events)));
    }

    OutboxRelay relay() throws SQLException {
        return relay(RelayProbe.NONE);
    }

    /** A started relay with connections of its own, as in another process. */
    OutboxRelay relay(RelayProbe probe) throws SQLException {
        OutboxRelay relay = closeLater(new OutboxRelay(service, closeLater(newPool()), clients, meters, probe));
        relay.start();
        return relay;
    }

    /** A started consumer that begins where the topics ended when the test began. */
    <P> EventConsumer<Delivery, P> consumer(ConsumerSettings settings, BatchHandler<Delivery, P> handler) {
        EventConsumer<Delivery, P> consumer = closeLater(new EventConsumer<>(
                settings,
                clients,
                transactions,
                new EventReader(),
                handler,
                InstantSource.fixed(Signals.NOON),
                meters));
        consumer.start();
        return consumer;
    }

    /** Stores the topics' ends as a group's positions, so that it begins with what this test writes. */
    String group() throws SQLException {
        transactions.run(transaction -> new Positions(service)
                .move(
                        transaction,
                        ends.entrySet().stream()
                                .map(end -> new Positions.Move(end.getKey(), Positions.NONE, end.getValue()))
                                .toList()));
        return service;
    }

    void publish(Collection<? extends HeedEvent> events) {
        send(events.stream()
                .map(event -> codec.toRecord(event, SOURCE, UUID.randomUUID().toString()))
                .toList());
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            records.forEach(sent -> {
                var unused = producer.send(sent);
            });
            producer.flush();
        }
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(clients.producer(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What readers of committed records see on a topic since the test began, in the order of each partition. */
    List<ConsumerRecord<byte[], byte[]>> committed(Topic topic) {
        Map<TopicPartition, Long> until = ends();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = reader()) {
            List<TopicPartition> partitions = ends.keySet().stream()
                    .filter(partition -> partition.topic().equals(topic.topicName()))
                    .toList();
            reader.assign(partitions);
            partitions.forEach(partition -> reader.seek(partition, ends.getOrDefault(partition, 0L)));
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < until.getOrDefault(partition, 0L))) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The events among them. */
    <E extends HeedEvent> List<E> committedEvents(Topic topic, Class<E> type) {
        return committed(topic).stream()
                .map(codec::fromRecord)
                .flatMap(decoded -> decoded instanceof Decoded.Event event ? Stream.of(event.event()) : Stream.empty())
                .map(type::cast)
                .toList();
    }

    private Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<byte[], byte[]> reader = reader()) {
            List<TopicPartition> partitions = Stream.of(Topic.values())
                    .flatMap(topic -> reader.partitionsFor(topic.topicName()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return new HashMap<>(reader.endOffsets(partitions));
        }
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(clients.reader(500), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = parts.dataSource(SCHEMA).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) {
        try (Connection connection = parts.dataSource(SCHEMA).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Like {@link #number}; −1 while the database is away. */
    long numberIfThere(String sql) {
        try {
            return number(sql);
        } catch (IllegalStateException away) {
            return -1;
        }
    }

    /** The numbers of the effects of each key, in the order in which they were written. */
    Map<UUID, List<Integer>> effects() throws SQLException {
        Map<UUID, List<Integer>> effects = new HashMap<>();
        try (Connection connection = parts.dataSource(SCHEMA).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT key, number FROM effects ORDER BY place")) {
            while (row.next()) {
                effects.computeIfAbsent(row.getObject(1, UUID.class), any -> new ArrayList<>())
                        .add(row.getInt(2));
            }
        }
        return effects;
    }

    long waiting() {
        return number("SELECT count(*) FROM outbox");
    }

    /** Ends the session of whoever leads among the relays, as a failing network would. */
    void cutLeader() {
        number("""
                SELECT count(pg_terminate_backend(l.pid)) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.granted AND a.usename = current_user
                """);
    }

    static void await(String what, Duration atMost, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + atMost.toSeconds() + " s: " + what);
            }
            Thread.sleep(20);
        }
    }
}

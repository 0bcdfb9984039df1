package io.heed.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.heed.contracts.Topic;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPartsTest {
    private static final String SIGNALS = Topic.FEEDBACK_SIGNALS.topicName();

    private EmbeddedParts parts;

    @BeforeAll
    void start(@TempDir Path directory) {
        parts = EmbeddedParts.start(directory);
    }

    @AfterAll
    void end() {
        parts.close();
    }

    @Test
    void aKilledBrokerComesBackOnTheSamePortWithWhatItAcknowledged() throws Exception {
        String before = parts.bootstrapServers();
        send("kept");
        long pid = parts.kafka().pid();

        parts.kafka().kill();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        long started = System.nanoTime();
        parts.kafka().restart();

        assertThat(parts.bootstrapServers()).isEqualTo(before);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
        assertThat(read()).contains("kept");
    }

    @Test
    void theBrokerHasHeedsTopicsWithTheirRetention() throws Exception {
        try (var admin = parts.kafka().admin()) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(
                            Arrays.stream(Topic.values()).map(Topic::topicName).toList());
            assertThat(requireNonNull(admin.describeTopics(List.of(SIGNALS))
                                    .allTopicNames()
                                    .get()
                                    .get(SIGNALS))
                            .partitions())
                    .hasSize(EmbeddedParts.PARTITIONS);
        }
    }

    @Test
    void topicsOfAnEarlierHeedGetTheSettingsOfToday() throws Exception {
        ConfigResource submissions =
                new ConfigResource(ConfigResource.Type.TOPIC, Topic.FEEDBACK_SUBMISSIONS.topicName());
        try (var admin = parts.kafka().admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            submissions,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("compression.type", "zstd"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();

            parts.kafka().createTopics(EmbeddedParts.PARTITIONS);

            assertThat(requireNonNull(admin.describeConfigs(List.of(submissions))
                                    .all()
                                    .get()
                                    .get(submissions))
                            .get("compression.type")
                            .value())
                    .isEqualTo("uncompressed");
        }
    }

    @Test
    void aKilledDatabaseComesBackOnTheSamePortWithWhatItCommitted() throws Exception {
        try (Connection connection = parts.dataSource("feedback").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }

        parts.postgres().kill();
        parts.postgres().restart();

        try (Connection connection = parts.dataSource("feedback").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT answer FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void noServiceReadsTheTablesOfAnother() throws Exception {
        try (Connection connection = parts.dataSource("feedback").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE private AS SELECT 'mine' AS word");
        }

        try (Connection connection = parts.dataSource("insight").getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM feedback.private"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void commitsAreDurableAndCarryTheirTime() throws Exception {
        try (Connection connection = parts.dataSource("action").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT current_setting('fsync'), current_setting('track_commit_timestamp')")) {
            rows.next();
            assertThat(List.of(rows.getString(1), rows.getString(2))).containsExactly("on", "on");
        }
    }

    private void send(String text) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", parts.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(SIGNALS, 0, "key", text)).get();
        }
    }

    private List<String> read() {
        TopicPartition partition = new TopicPartition(SIGNALS, 0);
        List<String> texts = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", parts.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> texts.add(record.value()));
            }
        }
        return texts;
    }
}

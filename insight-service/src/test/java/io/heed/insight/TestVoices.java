package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.Topic;
import io.heed.embedded.EmbeddedParts;
import io.heed.messaging.Delivery;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.TopicReplay;

/** What invented people say, and what came of it on the topics. */
final class TestVoices {

    static final List<String> OPENINGS = List.of(
            "The ticket machine in the car park was out of order again",
            "I could not pay for parking because the machine refused my card",
            "The car park machine swallowed my coins",
            "Paying for the car park is a nightmare, the machine never works",
            "The nurse explained everything with great patience",
            "All the nurses were kind and took their time",
            "The soup at lunch was cold and tasted of nothing",
            "Cold food arrived late and the soup had no salt",
            "I waited two hours beyond the time of my appointment",
            "The waiting time for an appointment is far too long",
            "Your app crashes when I open my invoices",
            "The app froze while I was reading my invoice",
            "Nothing really, thank you",
            "The lift has been broken for weeks, and my mother cannot climb stairs",
            "It is so loud at night that nobody on the ward can sleep");
    private static final List<String> ENDINGS = List.of(
            ".",
            " today.",
            " yesterday.",
            ", as so often.",
            " once more.",
            "; please look into it soon.",
            ", but the lady at reception was helpful.",
            " and nobody told us why.");

    private TestVoices() {}

    static String text(int number) {
        return OPENINGS.get(number % OPENINGS.size()) + ENDINGS.get(number / OPENINGS.size() % ENDINGS.size());
    }

    /** How many records there are on the topics that the service reads. */
    static long said(EmbeddedParts parts) {
        return ends(parts, Topic.FEEDBACK_SIGNALS, Topic.ACTION_ACTIONS).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Where the service's own topics end. */
    static Map<String, Long> ends(EmbeddedParts parts) {
        return ends(parts, Topic.INSIGHT_READINGS, Topic.INSIGHT_THEMES);
    }

    private static Map<String, Long> ends(EmbeddedParts parts, Topic... topics) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", parts.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            Map<String, Long> ends = new TreeMap<>();
            for (Topic topic : topics) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.toString(), end));
            }
            return ends;
        }
    }

    /** The latest event of each key on a topic; a key whose last record erases is left out. */
    static Map<UUID, HeedEvent> latest(EmbeddedParts parts, Topic topic) {
        Map<UUID, HeedEvent> latest = new HashMap<>();
        Map<TopicPartition, Long> unused = new TopicReplay(KafkaClients.at(parts.bootstrapServers()), Set.of(topic))
                .run(Map.of(), batch -> {
                    for (Delivery delivery : batch) {
                        HeedEvent event = delivery.event();
                        if (event == null) {
                            latest.remove(delivery.key());
                        } else {
                            latest.put(delivery.key(), event);
                        }
                    }
                });
        return latest;
    }

    /** Holds the latest of what was told against the tables: where statements are, and what became of themes. */
    static void topicsSayWhatTheTablesSay(EmbeddedParts parts, Replica replica) {
        Map<UUID, HeedEvent> readings = latest(parts, Topic.INSIGHT_READINGS);
        Map<UUID, HeedEvent> themes = latest(parts, Topic.INSIGHT_THEMES);
        record Row(UUID id, UUID signal, UUID theme) {}
        List<Row> statements = replica.transactions.call(handle -> handle.createQuery(
                        "SELECT id, signal_id, theme_id FROM statements WHERE theme_id IS NOT NULL")
                .map((row, context) -> new Row(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
                .list());
        assertThat(statements).isNotEmpty();
        for (Row statement : statements) {
            assertThat(readings.get(statement.signal()))
                    .isInstanceOfSatisfying(SignalUnderstood.class, told -> assertThat(told.statements())
                            .filteredOn(reading -> reading.id().equals(statement.id()))
                            .extracting(StatementReading::themeId)
                            .containsExactly(statement.theme()));
        }
        record Merged(UUID id, UUID into) {}
        List<Merged> merged = replica.transactions.call(
                handle -> handle.createQuery("SELECT id, merged_into FROM themes WHERE merged_into IS NOT NULL")
                        .map((row, context) -> new Merged(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                        .list());
        for (Merged theme : merged) {
            assertThat(themes.get(theme.id()))
                    .isInstanceOfSatisfying(ThemeChanged.class, told -> assertThat(told.mergedInto())
                            .isEqualTo(theme.into()));
        }
    }
}

package io.heed.insight;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.heed.contracts.Topic;
import io.heed.embedded.EmbeddedParts;

/** What invented people say, and what came of it on the topics. */
final class TestVoices {

    private static final List<String> OPENINGS = List.of(
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

    /** Where the service's own topics end. */
    static Map<String, Long> ends(EmbeddedParts parts) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", parts.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            Map<String, Long> ends = new TreeMap<>();
            for (Topic topic : List.of(Topic.INSIGHT_READINGS, Topic.INSIGHT_THEMES)) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.toString(), end));
            }
            return ends;
        }
    }
}

package io.heed.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Every event is published in all the places where others look for it, and nothing else lies there. */
class PublishedLanguageTest {

    private static final String SUBMISSION = "io.heed.feedback.submission.v1";

    private final JsonNode asyncApi = PublishedFiles.asyncApi();

    @Test
    void a_type_is_named_for_its_service_its_meaning_and_its_version() {
        assertThat(PublishedFiles.eventTypes())
                .isNotEmpty()
                .allMatch(
                        type -> type.matches("io\\.heed\\.(feedback|insight|action)\\.[a-z]+(-[a-z]+)*\\.v[1-9]\\d*"));
    }

    @Test
    void a_type_belongs_to_the_service_that_its_topic_is_named_for() {
        for (Topic topic : described()) {
            String service = topic.topicName().substring(0, topic.topicName().indexOf('.'));
            assertThat(eventsOf(topic).map(PublishedFiles::typeOf))
                    .isNotEmpty()
                    .allMatch(type -> type.startsWith("io.heed." + service + "."));
        }
    }

    @Test
    void every_event_has_a_type_of_its_own() {
        assertThat(PublishedFiles.eventTypes())
                .hasSize((int) PublishedFiles.eventRecords().count());
    }

    @Test
    void every_event_has_a_schema_and_nothing_else_lies_beside_them() {
        assertThat(PublishedFiles.namesIn(PublishedFiles.SCHEMAS)).isEqualTo(namedForEvents(".schema.json"));
    }

    @Test
    void every_event_has_its_golden_files_and_nothing_else_lies_beside_them() {
        assertThat(PublishedFiles.namesIn(PublishedFiles.GOLDEN)).isEqualTo(namedForEvents(".json", ".minimal.json"));
    }

    @Test
    void every_event_has_a_full_and_a_minimal_example() {
        Set<Class<?>> records = PublishedFiles.eventRecords().collect(Collectors.toSet());

        for (List<HeedEvent> examples : List.of(Examples.full(), Examples.minimal())) {
            assertThat(examples).hasSameSizeAs(records).map(HeedEvent::getClass).allMatch(records::contains);
        }
    }

    @Test
    void every_topic_is_described_under_its_own_name_and_no_other() {
        assertThat(names(asyncApi.path("channels")))
                .isEqualTo(Arrays.stream(Topic.values())
                        .map(Topic::topicName)
                        .collect(Collectors.toCollection(TreeSet::new)));
        for (Topic topic : Topic.values()) {
            assertThat(channel(topic).path("address").asText()).isEqualTo(topic.topicName());
            assertThat(channel(topic).path("description").asText()).isNotBlank();
        }
    }

    /** Others write it, so it is no record of ours: its data is held to a schema, and the schema to what reads it. */
    @Test
    void what_integrations_submit_is_described_in_both_modes() {
        assertThat(Arrays.stream(Topic.values()).filter(topic -> topic.events().isEmpty()))
                .containsExactly(Topic.FEEDBACK_SUBMISSIONS);
        assertThat(names(channel(Topic.FEEDBACK_SUBMISSIONS).path("messages")))
                .containsExactlyInAnyOrder("submission", "structuredSubmission");
        JsonNode binary = message(SUBMISSION).orElseThrow();
        assertThat(PublishedFiles.MODULE.resolve(
                        binary.at("/payload/schema/$ref").asText()))
                .isRegularFile()
                .hasFileName(SUBMISSION + ".schema.json");
        assertThat(binary.at("/headers/allOf/1/properties/ce_type/const").asText())
                .isEqualTo(SUBMISSION);
        assertThat(texts(resolved(binary.at("/headers/allOf/0")).path("required")))
                .containsExactlyInAnyOrder("ce_id", "ce_source", "ce_specversion", "ce_type");
        JsonNode structured = asyncApi.at("/components/messages/structuredSubmission");
        assertThat(structured.at("/payload/properties/type/const").asText()).isEqualTo(SUBMISSION);
        assertThat(structured.path("contentType").asText()).isEqualTo("application/cloudevents+json");
    }

    @Test
    void a_topic_is_described_with_the_settings_that_it_is_created_with() {
        for (Topic topic : Topic.values()) {
            Map<String, String> settings = new TreeMap<>();
            resolved(channel(topic).path("bindings"))
                    .at("/kafka/topicConfiguration")
                    .properties()
                    .forEach(setting -> settings.put(setting.getKey(), String.join(",", texts(setting.getValue()))));

            assertThat(settings).as(topic.topicName()).isEqualTo(new TreeMap<>(topic.settings()));
        }
    }

    @Test
    void a_topic_carries_exactly_its_own_events_and_erasures_where_they_are_promised() {
        for (Topic topic : described()) {
            Set<String> carried = channel(topic).path("messages").properties().stream()
                    .map(message -> resolved(message.getValue()).path("name").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> expected =
                    eventsOf(topic).map(PublishedFiles::typeOf).collect(Collectors.toCollection(TreeSet::new));
            if (Set.of(Topic.FEEDBACK_SIGNALS, Topic.INSIGHT_READINGS, Topic.ACTION_ANSWERS)
                    .contains(topic)) {
                expected.add("erasure");
            }

            assertThat(carried).as(topic.topicName()).isEqualTo(expected);
        }
    }

    @Test
    void a_message_names_its_schema_its_key_and_its_cloud_event_headers() {
        for (Class<?> eventRecord : PublishedFiles.eventRecords().toList()) {
            String type = PublishedFiles.typeOf(eventRecord);
            JsonNode message = message(type).orElseThrow(() -> new AssertionError("No message named " + type));

            assertThat(PublishedFiles.MODULE.resolve(
                            message.at("/payload/schema/$ref").asText()))
                    .isRegularFile()
                    .hasFileName(type + ".schema.json");
            assertThat(resolved(message.path("bindings"))
                            .at("/kafka/key/format")
                            .asText())
                    .isEqualTo("uuid");
            assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asText())
                    .isEqualTo(type);
            assertThat(message.at("/headers/allOf/1/properties/ce_source/const").asText())
                    .isEqualTo("/heed/" + type.split("\\.", -1)[2]);
            JsonNode headers = resolved(message.at("/headers/allOf/0"));
            assertThat(names(headers.path("properties")))
                    .isEqualTo(new TreeSet<>(texts(headers.path("required"))))
                    .containsExactlyInAnyOrder(
                            "ce_id", "ce_source", "ce_specversion", "ce_type", "ce_time", "content-type");
        }
        assertThat(asyncApi.at("/components/messages"))
                // an erasure, and a submission in two modes
                .hasSize(PublishedFiles.eventTypes().size() + 3);
    }

    @Test
    void a_topic_has_one_writer_and_the_readers_that_the_architecture_names() {
        Map<String, Set<String>> writers = new TreeMap<>();
        Map<String, Set<String>> readers = new TreeMap<>();
        asyncApi.path("operations").forEach(operation -> {
            Map<String, Set<String>> side =
                    switch (operation.path("action").asText()) {
                        case "send" -> writers;
                        case "receive" -> readers;
                        default -> throw new AssertionError("An operation either sends or receives");
                    };
            side.computeIfAbsent(
                            resolved(operation.path("channel")).path("address").asText(), _ -> new TreeSet<>())
                    .add(operation.at("/tags/0/name").asText());
        });

        assertThat(writers)
                .containsOnly(
                        entry("feedback.submissions", Set.of("integrations")),
                        entry("feedback.signals", Set.of("feedback-service")),
                        entry("insight.readings", Set.of("insight-service")),
                        entry("insight.themes", Set.of("insight-service")),
                        entry("action.actions", Set.of("action-service")),
                        entry("action.answers", Set.of("action-service")));
        assertThat(readers)
                .containsOnly(
                        entry("feedback.submissions", Set.of("feedback-service")),
                        entry("feedback.signals", Set.of("feedback-service", "insight-service", "action-service")),
                        entry("insight.readings", Set.of("feedback-service", "action-service")),
                        entry("insight.themes", Set.of("feedback-service", "action-service")),
                        entry("action.actions", Set.of("feedback-service", "insight-service")),
                        entry("action.answers", Set.of("feedback-service")));
    }

    private static List<Topic> described() {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.events().isPresent())
                .toList();
    }

    private static Stream<Class<?>> eventsOf(Topic topic) {
        return topic.events().stream().flatMap(events -> Arrays.stream(events.getPermittedSubclasses()));
    }

    private static Set<String> namedForEvents(String... endings) {
        return Stream.concat(PublishedFiles.eventTypes().stream(), Stream.of(SUBMISSION))
                .flatMap(type -> Arrays.stream(endings).map(type::concat))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode channel(Topic topic) {
        return asyncApi.path("channels").path(topic.topicName());
    }

    private Optional<JsonNode> message(String type) {
        return asyncApi.at("/components/messages").properties().stream()
                .map(Map.Entry::getValue)
                .filter(message -> message.path("name").asText().equals(type))
                .findFirst();
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        if (reference == null) {
            return node;
        }
        JsonNode target = asyncApi.at(reference.asText().substring("#".length()));
        assertThat(target.isMissingNode()).as("%s leads somewhere", reference).isFalse();
        return target;
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** One text for a value, one for each element of a list. */
    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(node.asText());
    }
}

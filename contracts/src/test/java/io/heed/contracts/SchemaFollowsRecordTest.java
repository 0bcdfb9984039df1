package io.heed.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every schema to its record: the same fields, the same ones required, the same values of every enum. */
class SchemaFollowsRecordTest {

    private final ObjectMapper mapper = EventJson.mapper();

    @ParameterizedTest
    @MethodSource("io.heed.contracts.PublishedFiles#eventRecords")
    void a_schema_describes_exactly_what_its_record_writes(Class<?> eventRecord) {
        JsonNode schema = PublishedFiles.schemaOf(eventRecord);

        assertThat(schema.path("$id").asText()).isEqualTo("urn:heed:schema:" + PublishedFiles.typeOf(eventRecord));
        assertThat(schema.path("title").asText()).isEqualTo(eventRecord.getSimpleName());
        checkRecord(eventRecord, schema, schema);
    }

    @Test
    void a_definition_of_the_same_name_reads_the_same_in_every_schema() {
        Map<String, JsonNode> known = new HashMap<>();

        PublishedFiles.eventRecords()
                .map(PublishedFiles::schemaOf)
                .flatMap(schema -> schema.path("$defs").properties().stream())
                .forEach(definition -> {
                    JsonNode first = known.putIfAbsent(definition.getKey(), definition.getValue());
                    if (first != null) {
                        assertThat(definition.getValue())
                                .as(definition.getKey())
                                .isEqualTo(first);
                    }
                });
        assertThat(known).isNotEmpty();
    }

    private void checkRecord(Class<?> type, JsonNode schema, JsonNode root) {
        List<RecordComponent> components = List.of(type.getRecordComponents());
        JsonNode properties = schema.path("properties");

        assertThat(names(properties))
                .as("fields of %s", type.getSimpleName())
                .isEqualTo(components.stream()
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(texts(schema.path("required")))
                .as("required fields of %s", type.getSimpleName())
                .isEqualTo(components.stream()
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(schema.has("additionalProperties")).as("types are additive").isFalse();
        for (RecordComponent component : components) {
            check(
                    component.getGenericType(),
                    properties.get(component.getName()),
                    root,
                    type.getSimpleName() + "." + component.getName());
        }
    }

    private void check(Type type, JsonNode described, JsonNode root, String where) {
        JsonNode schema = resolved(described, root);
        switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> {
                assertThat(schema.path("type").asText()).as(where).isEqualTo("array");
                check(list.getActualTypeArguments()[0], schema.path("items"), root, where + "[]");
            }
            case ParameterizedType map
            when map.getRawType() == Map.class -> {
                assertThat(schema.path("type").asText()).as(where).isEqualTo("object");
                check(map.getActualTypeArguments()[1], schema.path("additionalProperties"), root, where + "{}");
            }
            case Class<?> known
            when known.isRecord() -> {
                assertThat(schema.path("type").asText()).as(where).isEqualTo("object");
                checkRecord(known, schema, root);
            }
            case Class<?> known
            when known.isEnum() ->
                assertThat(texts(schema.path("enum")))
                        .as(where)
                        .isEqualTo(Arrays.stream(known.getEnumConstants())
                                .map(value -> mapper.convertValue(value, String.class))
                                .collect(Collectors.toCollection(TreeSet::new)));
            case Class<?> known -> checkPlain(known, schema, where);
            default -> throw new AssertionError("A field of a kind that no schema describes: " + where);
        }
    }

    private static void checkPlain(Class<?> type, JsonNode schema, String where) {
        Map<Class<?>, String> jsonTypes = Map.of(
                String.class, "string",
                UUID.class, "string",
                Instant.class, "string",
                boolean.class, "boolean",
                int.class, "integer",
                long.class, "integer",
                Long.class, "integer",
                double.class, "number",
                Double.class, "number");
        Map<Class<?>, String> formats = Map.of(UUID.class, "uuid", Instant.class, "date-time");

        assertThat(schema.path("type").asText()).as(where).isEqualTo(jsonTypes.get(type));
        assertThat(schema.path("format").asText()).as(where).isEqualTo(formats.getOrDefault(type, ""));
    }

    private static JsonNode resolved(JsonNode described, JsonNode root) {
        assertThat(described).isNotNull();
        JsonNode reference = described.get("$ref");
        return reference == null
                ? described
                : resolved(root.at(reference.asText().substring("#".length())), root);
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

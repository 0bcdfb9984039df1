package io.heed.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT.*Z";
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final ObjectMapper mapper = EventJson.mapper();

    @ParameterizedTest
    @MethodSource("io.heed.contracts.Examples#all")
    void every_example_satisfies_its_schema(HeedEvent event) {
        assertThat(violations(event, mapper.valueToTree(event))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.heed.contracts.PublishedFiles#eventRecords")
    void a_schema_is_itself_valid(Class<?> eventRecord) {
        JsonSchema metaSchema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));

        assertThat(metaSchema.validate(PublishedFiles.schemaOf(eventRecord))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.heed.contracts.Examples#minimal")
    void an_event_without_one_of_the_fields_that_must_be_there_is_refused(HeedEvent event) {
        ObjectNode whole = mapper.valueToTree(event);

        for (JsonNode required : PublishedFiles.schemaOf(event.getClass()).get("required")) {
            ObjectNode crippled = whole.deepCopy().without(required.asText());
            assertThat(violations(event, crippled)).as(required.asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.heed.contracts.Examples#full")
    void a_number_below_its_range_a_nonsense_time_and_a_nonsense_id_are_refused_everywhere(HeedEvent event) {
        ObjectNode whole = mapper.valueToTree(event);
        List<String> spoilt = new ArrayList<>();

        forEachLeaf(whole, JsonPointer.empty(), pointer -> {
            JsonNode leaf = whole.at(pointer);
            boolean closed = leaf.isNumber()
                    || leaf.asText().matches(TIME)
                    || leaf.asText().matches(ID);
            if (closed) {
                JsonNode nonsense = leaf.isNumber() ? mapper.valueToTree(-1000) : TextNode.valueOf("nonsense");
                assertThat(violations(event, with(whole, pointer, nonsense)))
                        .as("%s = %s", pointer, nonsense)
                        .isNotEmpty();
                spoilt.add(pointer.toString());
            }
        });

        assertThat(spoilt).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SignalReceived   | /text                        | ""
                    SignalReceived   | /kind                        | "robot"
                    SignalReceived   | /rating/value                | 11
                    SignalReceived   | /rating                      | {"scale":"csat","value":6}
                    SignalReceived   | /rating                      | {"scale":"ces","value":0}
                    SignalReceived   | /rating                      | {"scale":"stars","value":6}
                    SignalReceived   | /rating                      | {"scale":"nps"}
                    SignalReceived   | /language                    | "not a language"
                    SignalReceived   | /occurredAt                  | "2026-03-02T08:15:00+01:00"
                    SignalReceived   | /journey/stage               | "afterwards"
                    SignalReceived   | /obligation                  | "legal"
                    SignalReceived   | /principal/subject           | ""
                    SignalReceived   | /contact                     | {"email":"ida@example.org"}
                    SignalUnderstood | /version                     | 0
                    SignalUnderstood | /facets/rating/value         | 8
                    SignalUnderstood | /statements/0/sentiment      | 1.01
                    SignalUnderstood | /statements/0/severity       | 1.01
                    SignalUnderstood | /statements/0/similarity     | 1.01
                    SignalUnderstood | /statements/0/reason         | "too_short"
                    SignalUnderstood | /statements/1/reason         | "bored"
                    SignalUnderstood | /statements/1/similarity     | 0.5
                    ThemeChanged     | /version                     | 0
                    ThemeChanged     | /changed                     | []
                    ThemeChanged     | /state                       | "ongoing"
                    ThemeChanged     | /state                       | "unknown"
                    ThemeChanged     | /priority/score              | 1.01
                    ThemeChanged     | /priority/parts/0/weight     | 1.01
                    ThemeChanged     | /sentiment                   | 1.01
                    ActionChanged    | /version                     | 0
                    ActionChanged    | /action/status               | "done"
                    ActionChanged    | /action/kind                 | "task"
                    ActionChanged    | /action/priority             | 1.01
                    ActionChanged    | /action/team                 | "@facilities"
                    SignalLinked     | /version                     | 0
                    SignalLinked     | /status                      | "done"
                    SignalLinked     | /standing/1/answer           | "Told, but when?"
                    SignalAnswered   | /version                     | 0
                    SignalAnswered   | /answer                      | ""
                    SignalAnswered   | /principal/kind              | "robot"
                    SignalAnswered   | /standing/0/status           | "done"
                    AnswerDelayed    | /version                     | 0
                    AnswerDelayed    | /because                     | "courtesy"
                    AnswerDelayed    | /dueAt                       | "tomorrow"
                    AnswerDelayed    | /standing/1/answer           | "Told, but when?"
                    """)
    void a_value_out_of_its_range_is_refused(String eventName, String pointer, String json) throws Exception {
        HeedEvent event = Examples.full().stream()
                .filter(example -> example.getClass().getSimpleName().equals(eventName))
                .findFirst()
                .orElseThrow();
        ObjectNode whole = mapper.valueToTree(event);

        assertThat(violations(event, with(whole, JsonPointer.compile(pointer), mapper.readTree(json))))
                .isNotEmpty();
    }

    @Test
    void a_signal_has_at_most_32_attributes() {
        HeedEvent event = Examples.full().getFirst();
        ObjectNode whole = mapper.valueToTree(event);
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < 33; i++) {
            attributes.put("name-" + i, "value");
        }

        assertThat(violations(event, with(whole, JsonPointer.compile("/attributes"), mapper.valueToTree(attributes))))
                .isNotEmpty();
    }

    private static Iterable<?> violations(HeedEvent event, JsonNode written) {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        PublishedFiles.schemaOf(event.getClass()),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
        return schema.validate(written);
    }

    private static JsonNode with(ObjectNode whole, JsonPointer pointer, JsonNode value) {
        ObjectNode copy = whole.deepCopy();
        JsonPointer last = pointer.last();
        switch (copy.at(pointer.head())) {
            case ObjectNode object -> object.set(last.getMatchingProperty(), value);
            case ArrayNode array -> array.set(last.getMatchingIndex(), value);
            default -> throw new AssertionError("Nothing at " + pointer);
        }
        return copy;
    }

    private static void forEachLeaf(JsonNode node, JsonPointer at, Consumer<JsonPointer> visitor) {
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(field -> forEachLeaf(field.getValue(), at.appendProperty(field.getKey()), visitor));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    forEachLeaf(array.get(i), at.appendIndex(i), visitor);
                }
            }
            default -> visitor.accept(at);
        }
    }
}

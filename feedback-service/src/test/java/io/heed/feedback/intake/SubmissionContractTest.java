package io.heed.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.contracts.Contact;
import io.heed.contracts.Customer;
import io.heed.contracts.Journey;
import io.heed.contracts.Rating;
import io.heed.rest.ProblemException;

/** The published schema of a submission says what is taken. */
class SubmissionContractTest {

    private static final String TYPE = "io.heed.feedback.submission.v1";
    private static final Path GOLDEN = Path.of("..", "contracts", "src", "test", "resources", "golden");

    private final ObjectMapper json = new ObjectMapper();
    private final SubmissionReader reader =
            new SubmissionReader(InstantSource.fixed(Instant.parse("2026-03-31T09:30:00Z")));
    private final JsonNode schema = schema();
    private final JsonSchema validator = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    schema,
                    SchemaValidatorsConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build());

    private JsonNode schema() {
        try (InputStream stored = Objects.requireNonNull(
                SubmissionContractTest.class.getResourceAsStream("/schemas/" + TYPE + ".schema.json"))) {
            return json.readTree(stored);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void it_names_exactly_the_fields_that_are_read() {
        assertFields(Submission.class, "/properties");
        assertFields(Rating.class, "/properties/rating/properties");
        assertFields(Journey.class, "/properties/journey/properties");
        assertFields(Customer.class, "/properties/customer/properties");
        assertFields(Contact.class, "/properties/contact/properties");
    }

    private void assertFields(Class<?> read, String pointer) {
        Iterator<String> named = schema.at(pointer).fieldNames();
        List<String> components = Arrays.stream(read.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        assertThat(StreamSupport.stream(Spliterators.spliteratorUnknownSize(named, 0), false))
                .as(pointer)
                .containsExactlyInAnyOrderElementsOf(components);
    }

    @ParameterizedTest
    @ValueSource(strings = {".json", ".minimal.json"})
    void the_published_examples_are_taken(String ending) throws Exception {
        assertThat(reader.read(Files.readAllBytes(GOLDEN.resolve(TYPE + ending)))
                        .text())
                .startsWith("The car park was full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"text\":\"\"}",
                "{\"text\":7}",
                "{\"text\":\"a\",\"txt\":\"b\"}",
                "{\"text\":\"a\",\"kind\":\"robot\"}",
                "{\"text\":\"a\",\"kind\":\"frontline\"}",
                "{\"text\":\"a\",\"obligation\":\"legal\"}",
                "{\"text\":\"a\",\"obligation\":\"safety\"}",
                "{\"text\":\"a\",\"occurredAt\":\"yesterday\"}",
                "{\"text\":\"a\",\"occurredAt\":\"2026-03-02T08:15:00Z\"}",
                "{\"text\":\"a\",\"language\":\"not a language\"}",
                "{\"text\":\"a\",\"language\":\"pt-BR\"}",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"nps\",\"value\":0}}",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"nps\",\"value\":11}}",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"csat\",\"value\":0}}",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"ces\",\"value\":7}}",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"ces\",\"value\":8}}",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"stars\",\"value\":6}}",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"stars\"}}",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"stars\",\"value\":1.5}}",
                "{\"text\":\"a\",\"rating\":3}",
                "{\"text\":\"a\",\"journey\":{}}",
                "{\"text\":\"a\",\"journey\":{\"stage\":\"after\"}}",
                "{\"text\":\"a\",\"journey\":{\"step\":\"post\"}}",
                "{\"text\":\"a\",\"customer\":{\"segments\":{\"plan\":\"gold\",\"visits\":3,\"member\":true}}}",
                "{\"text\":\"a\",\"customer\":{\"segments\":{\"plan\":[]}}}",
                "{\"text\":\"a\",\"customer\":{\"name\":\"Jo\"}}",
                "{\"text\":\"a\",\"contact\":{\"replyWanted\":\"yes\"}}",
                "{\"text\":\"a\",\"contact\":{\"email\":\"nobody\"}}",
                "{\"text\":\"a\",\"contact\":{\"email\":\"jo@example.org\"}}",
                "{\"text\":\"a\",\"attributes\":{\"\":\"b\"}}",
                "{\"text\":\"a\",\"attributes\":{\"b\":\"\"}}"
            })
    void it_takes_and_refuses_what_the_reader_takes_and_refuses(String body) throws Exception {
        assertThat(validator.validate(json.readTree(body)).isEmpty()).isEqualTo(isTaken(body));
    }

    @Test
    void both_measure_alike() throws Exception {
        for (String field : List.of("text", "suggestion", "channel", "source", "externalId", "site")) {
            int most = schema.at("/properties/" + field).has("maxLength") ? 20_000 : 200;
            for (int length : new int[] {most, most + 1}) {
                String body = json.writeValueAsString(
                        json.createObjectNode().put("text", "a").put(field, "🐎".repeat(length)));
                assertThat(isTaken(body)).as(field + " " + length).isEqualTo(length == most);
                assertThat(validator.validate(json.readTree(body)).isEmpty())
                        .as(field + " " + length)
                        .isEqualTo(length == most);
            }
        }
    }

    private boolean isTaken(String body) throws JsonProcessingException {
        try {
            reader.read(body.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }
}

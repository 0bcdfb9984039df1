package io.heed.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of what others submit; that it says what is taken is tested where submissions are read. */
class SubmissionSchemaTest {

    private static final String TYPE = "io.heed.feedback.submission.v1";

    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final JsonNode schema = PublishedFiles.json(PublishedFiles.SCHEMAS.resolve(TYPE + ".schema.json"));

    @Test
    void the_schema_is_itself_valid() {
        JsonSchema metaSchema = schemas.getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));

        assertThat(metaSchema.validate(schema)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".json", ".minimal.json"})
    void the_examples_satisfy_it(String ending) {
        JsonNode example = PublishedFiles.json(PublishedFiles.GOLDEN.resolve(TYPE + ending));

        assertThat(schemas.getSchema(schema).validate(example)).isEmpty();
    }

    @Test
    void the_full_example_has_every_field() {
        JsonNode example = PublishedFiles.json(PublishedFiles.GOLDEN.resolve(TYPE + ".json"));

        schema.path("properties").fieldNames().forEachRemaining(field -> assertThat(example.has(field))
                .as(field)
                .isTrue());
    }
}

package io.heed.feedback.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import io.heed.messaging.QuarantineCode;

/** CloudEvents 1.0 in Kafka's binary mode, and in structured mode with the JSON format. */
final class CloudEventRecords {

    private static final String CONTENT_TYPE = "content-type";
    private static final String ANY_STRUCTURED = "application/cloudevents";
    private static final String BINARY_PREFIX = "ce_";
    private static final List<String> REQUIRED = List.of("id", "source", "type");
    private static final byte[] NO_DATA = {};
    /** An envelope around the most that a submission may nest, and some. */
    private static final int MOST_NESTING = 64;

    // strict like the reader of submissions: what it would refuse must not be mended on the way to it
    private final JsonMapper json = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(JsonFormat.getCloudEventJacksonModule())
            .build();

    // half of a surrogate pair has no UTF-8, and is to be refused rather than replaced
    private final ObjectWriter data = json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    /** Whether the record says that it is in structured mode. */
    static boolean isStructured(ConsumerRecord<byte[], byte[]> consumed) {
        String type = text(consumed.headers(), CONTENT_TYPE);
        return type != null && mediaType(type).startsWith(ANY_STRUCTURED);
    }

    /** Whether a header names the event's type: one of another type may be empty. */
    static boolean hasType(ConsumerRecord<byte[], byte[]> consumed) {
        return consumed.headers().lastHeader(BINARY_PREFIX + "type") != null;
    }

    /** The event in binary mode: attributes in headers, the value is the data. */
    SubmittedEvent binary(ConsumerRecord<byte[], byte[]> consumed) throws UnreadableEventException {
        Headers headers = consumed.headers();
        requireVersion(text(headers, BINARY_PREFIX + "specversion"));
        for (String attribute : REQUIRED) {
            require(attribute, text(headers, BINARY_PREFIX + attribute));
        }
        try {
            byte[] value = consumed.value();
            return new SubmittedEvent(
                    // without the data: it is not the library's to look at
                    KafkaMessageFactory.createReader(headers, NO_DATA).toEvent(), value == null ? NO_DATA : value);
        } catch (RuntimeException invalid) {
            // the library throws what it likes; of an event's attributes, whatever it says is about them
            throw invalidAttribute();
        }
    }

    /** The event in structured mode: the value is an event in JSON. */
    SubmittedEvent structured(ConsumerRecord<byte[], byte[]> consumed) throws UnreadableEventException {
        String type = text(consumed.headers(), CONTENT_TYPE);
        if (type == null || !mediaType(type).equals(JsonFormat.CONTENT_TYPE)) {
            throw new UnreadableEventException(
                    QuarantineCode.WRONG_CONTENT_TYPE, CONTENT_TYPE, "must be " + JsonFormat.CONTENT_TYPE);
        }
        JsonNode tree = tree(consumed.value());
        requireVersion(tree.path("specversion").asText(null));
        for (String attribute : REQUIRED) {
            require(attribute, tree.path(attribute).asText(null));
        }
        try {
            CloudEvent event = json.treeToValue(tree, CloudEvent.class);
            return new SubmittedEvent(event, bytes(event.getData()));
        } catch (JsonProcessingException | RuntimeException invalid) {
            throw invalidAttribute();
        }
    }

    private JsonNode tree(byte @Nullable [] value) throws UnreadableEventException {
        try {
            JsonNode tree = json.readTree(value == null ? NO_DATA : value);
            if (tree.isObject()) {
                return tree;
            }
        } catch (IOException notJson) {
            // refused below, without the exception's text: it may quote the value
        }
        throw new UnreadableEventException(QuarantineCode.UNREADABLE_JSON, "", "must be one CloudEvent in JSON");
    }

    private byte[] bytes(@Nullable CloudEventData carried) throws JsonProcessingException {
        return switch (carried) {
            case null -> NO_DATA;
            case JsonCloudEventData tree -> data.writeValueAsBytes(tree.getNode());
            case CloudEventData bytes -> bytes.toBytes();
        };
    }

    private static void requireVersion(@Nullable String version) throws UnreadableEventException {
        require("specversion", version);
        if (!"1.0".equals(version)) {
            throw new UnreadableEventException(QuarantineCode.WRONG_SPECIFICATION, "specversion", "must be 1.0");
        }
    }

    private static void require(String attribute, @Nullable String value) throws UnreadableEventException {
        if (value == null || value.isEmpty()) {
            throw new UnreadableEventException(QuarantineCode.MISSING_HEADER, attribute, "is required");
        }
    }

    private static UnreadableEventException invalidAttribute() {
        return new UnreadableEventException(
                QuarantineCode.INVALID_ATTRIBUTE, "", "an attribute is not what CloudEvents 1.0 asks for");
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}

package io.heed.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.EventJson;
import io.heed.contracts.EventType;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.InstantText;
import io.heed.contracts.Topic;

/**
 * Events as Kafka records and back: CloudEvents 1.0, Kafka binary mode, the key a UUID as text, the value JSON.
 *
 * <p>The record's own timestamp is left to the producer's clock: a broker refuses records that are stamped ahead of
 * time, so the time at which something happened has no place there.
 */
public final class EventCodec {

    static final String ID = "ce_id";
    static final String SOURCE = "ce_source";
    static final String SPECIFICATION = "ce_specversion";
    static final String TYPE = "ce_type";
    static final String TIME = "ce_time";
    static final String CONTENT_TYPE = "content-type";

    private static final byte[] VERSION_1 = "1.0".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private final ObjectMapper mapper = EventJson.mapper();
    private final Map<Topic, Map<String, ObjectReader>> readers = new EnumMap<>(Topic.class);
    private final Map<Class<?>, Carried> carried = new HashMap<>();
    private final Set<String> types = new HashSet<>();

    /** What is the same for all events of a class. */
    private record Carried(String topic, String type, ObjectWriter writer) {}

    public EventCodec() {
        for (Topic topic : Topic.values()) {
            Map<String, ObjectReader> ofTopic = new HashMap<>();
            topic.events().stream().flatMap(EventCodec::records).forEach(event -> {
                String type = event.getAnnotation(EventType.class).value();
                ofTopic.put(type, mapper.readerFor(event));
                types.add(type);
                carried.put(event, new Carried(topic.topicName(), type, mapper.writerFor(event)));
            });
            readers.put(topic, ofTopic);
        }
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodec::records)
                : Stream.of(type);
    }

    /**
     * The record that carries an event.
     *
     * @param source the CloudEvents source: which service says so, for example {@code /heed/feedback}
     * @param eventId unique within the source
     */
    public ProducerRecord<byte[], byte[]> toRecord(HeedEvent event, String source, String eventId) {
        Carried known = known(event);
        return toRecord(known.topic(), event.key(), source, eventId, known.type(), event.time(), payload(known, event));
    }

    /** The record that erases what the key names; it has no value, hence nothing to describe in headers. */
    public ProducerRecord<byte[], byte[]> tombstone(Topic topic, UUID key) {
        return tombstone(topic.topicName(), key);
    }

    ProducerRecord<byte[], byte[]> tombstone(String topic, UUID key) {
        return new ProducerRecord<>(topic, key.toString().getBytes(UTF_8), null);
    }

    ProducerRecord<byte[], byte[]> toRecord(
            String topic, UUID key, String source, String eventId, String type, Instant time, byte[] payload) {
        ProducerRecord<byte[], byte[]> produced =
                new ProducerRecord<>(topic, key.toString().getBytes(UTF_8), payload);
        produced.headers()
                .add(ID, eventId.getBytes(UTF_8))
                .add(SOURCE, source.getBytes(UTF_8))
                .add(SPECIFICATION, VERSION_1)
                .add(TYPE, type.getBytes(UTF_8))
                .add(TIME, InstantText.of(time).getBytes(UTF_8))
                .add(CONTENT_TYPE, JSON);
        return produced;
    }

    String type(HeedEvent event) {
        return known(event).type();
    }

    private Carried known(HeedEvent event) {
        Carried known = carried.get(event.getClass());
        if (known == null) {
            throw new IllegalArgumentException("No topic carries " + event.getClass());
        }
        return known;
    }

    byte[] payload(HeedEvent event) {
        return payload(known(event), event);
    }

    private static byte[] payload(Carried known, HeedEvent event) {
        try {
            return known.writer().writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("An event of " + event.getClass() + " has no JSON form", e);
        }
    }

    /** Reads a record of one of Heed's topics; never throws for what the record holds. */
    public Decoded fromRecord(ConsumerRecord<byte[], byte[]> consumed) {
        Optional<Topic> topic = Topic.named(consumed.topic());
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("Not a topic of Heed: " + consumed.topic());
        }
        UUID key = key(consumed.key());
        if (key == null) {
            return new Decoded.Unreadable(QuarantineCode.BAD_KEY);
        }
        byte[] value = consumed.value();
        if (value == null) {
            return new Decoded.Erasure(key);
        }
        Headers headers = consumed.headers();
        String type = text(headers, TYPE);
        String id = text(headers, ID);
        String specification = text(headers, SPECIFICATION);
        if (type == null || id == null || specification == null || text(headers, SOURCE) == null) {
            return new Decoded.Unreadable(QuarantineCode.MISSING_HEADER);
        }
        if (!specification.equals("1.0")) {
            return new Decoded.Unreadable(QuarantineCode.WRONG_SPECIFICATION);
        }
        ObjectReader reader = readers(topic.get()).get(type);
        if (reader == null) {
            return types.contains(type) ? new Decoded.Unreadable(QuarantineCode.WRONG_TYPE) : new Decoded.Unknown(type);
        }
        return event(reader, value, key, id);
    }

    private static Decoded event(ObjectReader reader, byte[] value, UUID key, String id) {
        HeedEvent event;
        try {
            event = reader.readValue(value);
        } catch (IOException unreadable) {
            return new Decoded.Unreadable(QuarantineCode.UNREADABLE_JSON);
        }
        if (event == null) {
            return new Decoded.Unreadable(QuarantineCode.UNREADABLE_JSON);
        }
        return key.equals(event.key())
                ? new Decoded.Event(key, id, event)
                : new Decoded.Unreadable(QuarantineCode.BAD_KEY);
    }

    private Map<String, ObjectReader> readers(Topic topic) {
        return readers.getOrDefault(topic, Map.of());
    }

    private static @Nullable UUID key(byte @Nullable [] key) {
        // UUID.fromString takes shortened groups as well; the same thing must not travel under two keys
        if (key == null || key.length != 36) {
            return null;
        }
        try {
            String text = new String(key, UTF_8);
            UUID parsed = UUID.fromString(text);
            return parsed.toString().equals(text) ? parsed : null;
        } catch (IllegalArgumentException notAUuid) {
            return null;
        }
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null || header.value().length == 0) {
            return null;
        }
        return new String(header.value(), UTF_8);
    }
}

package io.heed.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;

class EventCodecTest {

    private static final UUID KEY = UUID.fromString("0191f3a2-7c44-7d10-9a55-0242ac120002");
    private static final SignalReceived SIGNAL = Signals.signal(KEY, 3);

    private final EventCodec codec = new EventCodec();

    @Test
    void anEventTravelsInCloudEventsBinaryMode() {
        ProducerRecord<byte[], byte[]> sent = codec.toRecord(SIGNAL, "/heed/feedback", "e-1");

        assertThat(sent.topic()).isEqualTo("feedback.signals");
        assertThat(new String(sent.key(), UTF_8)).isEqualTo(KEY.toString());
        assertThat(texts(sent.headers()))
                .isEqualTo(Map.of(
                        "ce_id", "e-1",
                        "ce_source", "/heed/feedback",
                        "ce_specversion", "1.0",
                        "ce_type", "io.heed.feedback.signal-received.v1",
                        "ce_time", "2026-03-02T12:00:00Z",
                        "content-type", "application/json"));
        assertThat(new String(sent.value(), UTF_8)).startsWith("{\"id\":\"" + KEY + "\"");
    }

    @Test
    void theRecordsTimestampIsNeverTheEventsOwnTime() {
        assertThat(codec.toRecord(SIGNAL, "/heed/feedback", "e-1").timestamp()).isNull();
    }

    @Test
    void whatIsWrittenIsReadBackAsTheSameEvent() {
        assertThat(codec.fromRecord(received(codec.toRecord(SIGNAL, "/heed/feedback", "e-1"))))
                .isEqualTo(new Decoded.Event(KEY, "e-1", SIGNAL));
    }

    @Test
    void aRecordWithoutValueErasesWhatItsKeyNames() {
        assertThat(codec.fromRecord(received(codec.tombstone(Topic.INSIGHT_READINGS, KEY))))
                .isEqualTo(new Decoded.Erasure(KEY));
    }

    @Test
    void aTypeThatIsNotKnownIsNoError() {
        assertThat(decoded(headers -> set(headers, "ce_type", "io.heed.feedback.signal-sung.v1")))
                .isEqualTo(new Decoded.Unknown("io.heed.feedback.signal-sung.v1"));
    }

    @Test
    void aFieldThatIsNotKnownIsPassedOver() {
        ProducerRecord<byte[], byte[]> good = codec.toRecord(SIGNAL, "/heed/feedback", "e-1");
        String json = new String(good.value(), UTF_8);
        byte[] newer = json.replaceFirst("\\{", "{\"melody\":\"la\",").getBytes(UTF_8);

        assertThat(codec.fromRecord(received(good, good.key(), newer)))
                .isEqualTo(new Decoded.Event(KEY, "e-1", SIGNAL));
    }

    static Stream<Arguments> brokenHeaders() {
        return Stream.of(
                arguments("ce_id", "", QuarantineCode.MISSING_HEADER),
                arguments("ce_source", "", QuarantineCode.MISSING_HEADER),
                arguments("ce_type", "", QuarantineCode.MISSING_HEADER),
                arguments("ce_specversion", "", QuarantineCode.MISSING_HEADER),
                arguments("ce_specversion", "0.3", QuarantineCode.WRONG_SPECIFICATION),
                arguments("ce_type", "io.heed.action.action-changed.v1", QuarantineCode.WRONG_TYPE));
    }

    @ParameterizedTest
    @MethodSource("brokenHeaders")
    void aHeaderThatIsMissingOrWrongHasAFixedCode(String header, String value, QuarantineCode code) {
        assertThat(decoded(headers -> set(headers, header, value))).isEqualTo(new Decoded.Unreadable(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a key", "1-1-1-1-1", "0191F3A2-7C44-7D10-9A55-0242AC120002"})
    void aKeyThatIsNotTheUuidInItsOneFormIsBad(String key) {
        ProducerRecord<byte[], byte[]> good = codec.toRecord(SIGNAL, "/heed/feedback", "e-1");

        assertThat(codec.fromRecord(received(good, key.getBytes(UTF_8), good.value())))
                .isEqualTo(new Decoded.Unreadable(QuarantineCode.BAD_KEY));
    }

    @Test
    void anEventUnderAnothersKeyIsBad() {
        ProducerRecord<byte[], byte[]> good = codec.toRecord(SIGNAL, "/heed/feedback", "e-1");
        byte[] other = UUID.randomUUID().toString().getBytes(UTF_8);

        assertThat(codec.fromRecord(received(good, other, good.value())))
                .isEqualTo(new Decoded.Unreadable(QuarantineCode.BAD_KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "{", "7", "{\"kind\":\"sung\"}", "\u0000"})
    void aValueThatIsNotTheEventsJsonIsUnreadable(String json) {
        ProducerRecord<byte[], byte[]> good = codec.toRecord(SIGNAL, "/heed/feedback", "e-1");

        assertThat(codec.fromRecord(received(good, good.key(), json.getBytes(UTF_8))))
                .isEqualTo(new Decoded.Unreadable(QuarantineCode.UNREADABLE_JSON));
    }

    private Decoded decoded(Consumer<Headers> change) {
        ProducerRecord<byte[], byte[]> changed = codec.toRecord(SIGNAL, "/heed/feedback", "e-1");
        change.accept(changed.headers());
        return codec.fromRecord(received(changed));
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return received(sent, sent.key(), sent.value());
    }

    private static ConsumerRecord<byte[], byte[]> received(
            ProducerRecord<byte[], byte[]> sent, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                7,
                Instant.EPOCH.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                0,
                key,
                value,
                sent.headers(),
                Optional.empty());
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
        return texts;
    }
}

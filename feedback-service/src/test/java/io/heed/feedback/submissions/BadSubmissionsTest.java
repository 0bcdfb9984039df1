package io.heed.feedback.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.heed.feedback.Eventually;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Quarantined;
import io.heed.messaging.QuarantineCode;
import io.heed.rest.Roles;

/** Whatever comes, it is kept under a code that says why, and the next record of its partition is taken. */
@QuarkusTest
class BadSubmissionsTest {

    private static final int MEBIBYTE = 1 << 20;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    private final String site = UUID.randomUUID().toString();

    /** A record that must not be taken. */
    @SuppressWarnings("ArrayRecordComponent") // an argument of a test
    record Bad(String name, QuarantineCode code, Map<String, String> headers, byte @Nullable [] value) {

        @Override
        public String toString() {
            return name + ": " + code;
        }
    }

    static Stream<Bad> bad() {
        return Stream.of(
                new Bad("a tombstone", QuarantineCode.EMPTY, Map.of(), null),
                new Bad("an empty value", QuarantineCode.EMPTY, with("ce_id", "1"), new byte[0]),
                bare("no headers", QuarantineCode.MISSING_HEADER, Map.of()),
                bare("no id", QuarantineCode.MISSING_HEADER, without("ce_id")),
                bare("no version", QuarantineCode.MISSING_HEADER, without("ce_specversion")),
                bare("an empty source", QuarantineCode.MISSING_HEADER, with("ce_source", "")),
                bare("an old version", QuarantineCode.WRONG_SPECIFICATION, with("ce_specversion", "0.3")),
                bare("a source that is no URI", QuarantineCode.INVALID_ATTRIBUTE, with("ce_source", "my crm")),
                bare("a long source", QuarantineCode.INVALID_ATTRIBUTE, with("ce_source", "/" + "x".repeat(200))),
                bare("a time that is none", QuarantineCode.INVALID_ATTRIBUTE, with("ce_time", "yesterday")),
                bare("text", QuarantineCode.WRONG_CONTENT_TYPE, with("content-type", "text/plain")),
                structured("Avro", QuarantineCode.WRONG_CONTENT_TYPE, "application/cloudevents+avro", "{}"),
                binary("half an object", QuarantineCode.UNREADABLE_JSON, "{\"text\":"),
                binary("words", QuarantineCode.UNREADABLE_JSON, "the soup was cold"),
                binary("too deep", QuarantineCode.UNREADABLE_JSON, "[".repeat(100_000)),
                binary("an array", QuarantineCode.INVALID_SUBMISSION, "[{\"text\":\"soup\"}]"),
                binary("no text", QuarantineCode.INVALID_SUBMISSION, "{}"),
                binary("a number for text", QuarantineCode.INVALID_SUBMISSION, "{\"text\":7}"),
                binary("an unknown field", QuarantineCode.INVALID_SUBMISSION, "{\"text\":\"a\",\"txt\":\"b\"}"),
                binary("half a pair", QuarantineCode.INVALID_SUBMISSION, "{\"text\":\"\\ud800\"}"),
                binary(
                        "personal data as a name",
                        QuarantineCode.INVALID_SUBMISSION,
                        "{\"text\":\"a\",\"attributes\":{\"jo@example.com\":\"b\"}}"),
                binary("a long text", QuarantineCode.INVALID_SUBMISSION, text("x".repeat(1_000_000))),
                new Bad("not UTF-8", QuarantineCode.INVALID_SUBMISSION, with("ce_id", "2"), new byte[] {
                    '{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xff, '"', '}'
                }),
                binary("too much", QuarantineCode.TOO_LARGE, text("x".repeat(MEBIBYTE))),
                json("no event", QuarantineCode.UNREADABLE_JSON, "{\"specversion\":"),
                json("two events", QuarantineCode.UNREADABLE_JSON, "[{},{}]"),
                json("no attributes", QuarantineCode.MISSING_HEADER, "{\"data\":{\"text\":\"soup\"}}"),
                json("no data", QuarantineCode.INVALID_SUBMISSION, event("")),
                json(
                        "half a pair inside",
                        QuarantineCode.INVALID_SUBMISSION,
                        event(",\"data\":{\"text\":\"\\ud800\"}")),
                json("data twice", QuarantineCode.UNREADABLE_JSON, event(",\"data\":{},\"data\":{\"text\":\"a\"}")),
                json("a string for data", QuarantineCode.INVALID_SUBMISSION, event(",\"data\":\"soup\"")),
                json("a list for a time", QuarantineCode.INVALID_ATTRIBUTE, event(",\"time\":[],\"data\":{}")));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_bad_record_is_kept_under_its_code_and_the_good_one_behind_it_is_taken(Bad bad) throws Exception {
        try (ForeignProducer integration = new ForeignProducer(brokers)) {
            integration.send(site, bad.headers(), bad.value());
            integration.send(
                    site, ForeignProducer.headers("/crm", site), "{\"text\":\"behind it\",\"site\":\"" + site + "\"}");
        }

        Eventually.eventually(() -> assertThat(texts()).containsExactly("behind it"));
        // it may be large, and be written down a moment after the small one behind it came through
        Eventually.eventually(() -> assertThat(Quarantined.under(site)).hasSize(1));
        assertThat(Quarantined.under(site)).singleElement().satisfies(item -> {
            assertThat(item).containsEntry("code", bad.code().name());
            assertThat(item).containsEntry("topic", ForeignProducer.TOPIC);
            assertThat(item).containsEntry("consumer", "heed-feedback-submissions");
            assertThat(item.get("bytes")).isEqualTo(bad.value() == null ? null : bad.value().length);
            assertThat(item).doesNotContainKeys("value", "violations");
        });
    }

    @Test
    void a_submission_may_be_as_large_as_a_post() throws Exception {
        String body = "{\"text\":\"large\",\"site\":\"" + site + "\"}";
        try (ForeignProducer integration = new ForeignProducer(brokers)) {
            integration.send(site, ForeignProducer.headers("/crm", site), " ".repeat(MEBIBYTE - body.length()) + body);
        }

        Eventually.eventually(() -> assertThat(texts()).containsExactly("large"));
    }

    /** It would fit into no memory, each time somebody starts to read the topic. */
    @Test
    void what_unpacks_to_far_more_than_a_submission_may_have_is_refused_by_the_broker() {
        try (ForeignProducer integration = new ForeignProducer(brokers)) {
            assertThatThrownBy(() -> integration.send(
                            site, ForeignProducer.headers("/crm", site), text("x".repeat(20 * MEBIBYTE))))
                    .hasRootCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    private List<String> texts() {
        return FeedbackApi.as("ada", Roles.ADMIN)
                .get("/api/v1/signals?site=" + site)
                .jsonPath()
                .getList("items.text");
    }

    private static Bad bare(String name, QuarantineCode code, Map<String, String> headers) {
        return new Bad(name, code, headers, text("soup").getBytes(UTF_8));
    }

    private static Bad binary(String name, QuarantineCode code, String value) {
        return new Bad(name, code, with("ce_id", name), value.getBytes(UTF_8));
    }

    private static Bad structured(String name, QuarantineCode code, String contentType, String value) {
        return new Bad(name, code, Map.of("content-type", contentType), value.getBytes(UTF_8));
    }

    private static Bad json(String name, QuarantineCode code, String value) {
        return structured(name, code, "application/cloudevents+json", value);
    }

    private static String text(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    private static String event(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/crm\",\"type\":\"io.heed.feedback.submission.v1\""
                + more + "}";
    }

    private static Map<String, String> with(String header, String value) {
        Map<String, String> headers = ForeignProducer.headers("/crm", "bad");
        headers.put(header, value);
        return headers;
    }

    private static Map<String, String> without(String header) {
        Map<String, String> headers = new HashMap<>(ForeignProducer.headers("/crm", "bad"));
        headers.remove(header);
        return headers;
    }
}

package io.heed.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.contracts.Contact;
import io.heed.contracts.JourneyStage;
import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;
import io.heed.contracts.SignalKind;
import io.heed.rest.ProblemException;
import io.heed.rest.Violation;

class SubmissionReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

    private final SubmissionReader reader = new SubmissionReader(InstantSource.fixed(NOW));

    private Submission read(String json) throws JsonProcessingException {
        return reader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private List<Violation> violations(String json) {
        return violations(json.getBytes(StandardCharsets.UTF_8));
    }

    private List<Violation> violations(byte[] json) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> reader.read(json));
        assertThat(refused).isNotNull();
        assertThat(refused.problem().status()).isEqualTo(400);
        List<Violation> violations = refused.problem().violations();
        return violations == null ? List.of() : violations;
    }

    @Test
    void text_is_enough() throws Exception {
        Submission submission = read("{\"text\":\"  Cold soup. \"}");
        assertThat(submission.text()).isEqualTo("Cold soup.");
        assertThat(submission.kind()).isEqualTo(SignalKind.CUSTOMER);
        assertThat(submission.obligation()).isEqualTo(Obligation.NONE);
        assertThat(submission.occurredAt()).isNull();
        assertThat(submission.attributes()).isEmpty();
    }

    @Test
    void every_field_is_read() throws Exception {
        Submission submission = read("""
                {"text":"a","kind":"frontline","channel":"survey","source":"crm","externalId":"7",
                 "occurredAt":"2026-03-30T10:00:00+02:00","language":"pt-br","rating":{"scale":"nps","value":0},
                 "journey":{"stage":"during","touchpoint":"checkout"},"site":"north",
                 "customer":{"ref":"c1","segments":{"plan":"gold"}},"suggestion":"warm it","obligation":"complaint",
                 "contact":{"replyWanted":true,"email":"jo@example.com"},"attributes":{"table":12,"vip":true,"shift":"b"}}
                """);
        assertThat(submission.occurredAt()).isEqualTo(Instant.parse("2026-03-30T08:00:00Z"));
        assertThat(submission.language()).isEqualTo("pt-BR");
        assertThat(submission.rating()).isEqualTo(new Rating(RatingScale.NPS, 0));
        assertThat(submission.journey()).extracting("stage").isEqualTo(JourneyStage.DURING);
        assertThat(submission.contact()).isEqualTo(new Contact(true, "jo@example.com"));
        assertThat(submission.obligation()).isEqualTo(Obligation.COMPLAINT);
        assertThat(submission.attributes()).isEqualTo(Map.of("table", "12", "vip", "true", "shift", "b"));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                                             | text             | is required",
                "{\"text\":null}                                                | text             | is required",
                "{\"text\":\"   \"}                                             | text             | 1 to 20000",
                "{\"text\":\"\\u0000\"}                                         | text             | 1 to 20000",
                "{\"text\":5}                                                   | text             | must be a string",
                "{\"text\":\"\\ud800\"}                                         | text             | surrogate",
                "{\"text\":\"a\",\"colour\":1}                                  | colour           | not a field",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"nps\",\"value\":1,\"x\":1}} | rating.x    | not a field",
                "{\"text\":\"a\",\"kind\":\"robot\"}                            | kind             | customer, frontline",
                "{\"text\":\"a\",\"kind\":\"CUSTOMER\"}                         | kind             | customer, frontline",
                "{\"text\":\"a\",\"channel\":\"\"}                              | channel          | 1 to 200",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"nps\",\"value\":11}}   | rating.value     | 0 to 10",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"nps\",\"value\":-1}}   | rating.value     | 0 to 10",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"csat\",\"value\":0}}   | rating.value     | 1 to 5",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"csat\",\"value\":6}}   | rating.value     | 1 to 5",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"ces\",\"value\":8}}    | rating.value     | 1 to 7",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"stars\",\"value\":6}}  | rating.value     | 1 to 5",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"ces\",\"value\":4.5}}  | rating.value     | whole number",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"ces\",\"value\":\"4\"}}| rating.value     | whole number",
                "{\"text\":\"a\",\"rating\":{\"value\":4}}                      | rating.scale     | is required",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"ces\"}}                | rating.value     | is required",
                "{\"text\":\"a\",\"rating\":4}                                  | rating           | must be an object",
                "{\"text\":\"a\",\"occurredAt\":\"1999-12-31T23:59:59Z\"}       | occurredAt       | earlier than 2000",
                "{\"text\":\"a\",\"occurredAt\":\"2026-03-31T09:35:01Z\"}       | occurredAt       | 5 minutes ahead",
                "{\"text\":\"a\",\"occurredAt\":\"2026-03-31\"}                 | occurredAt       | RFC 3339",
                "{\"text\":\"a\",\"occurredAt\":\"2026-02-30T00:00:00Z\"}       | occurredAt       | RFC 3339",
                "{\"text\":\"a\",\"occurredAt\":17}                             | occurredAt       | must be a string",
                "{\"text\":\"a\",\"language\":\"english please\"}               | language         | BCP 47",
                "{\"text\":\"a\",\"journey\":{\"stage\":\"later\"}}             | journey.stage    | pre, during, post",
                "{\"text\":\"a\",\"obligation\":\"legal\"}                      | obligation       | safeguarding",
                "{\"text\":\"a\",\"contact\":{\"replyWanted\":\"yes\"}}         | contact.replyWanted | true or false",
                "{\"text\":\"a\",\"contact\":{\"email\":\"jo at home\"}}        | contact.email    | e-mail",
                "{\"text\":\"a\",\"contact\":{\"email\":\"a@b.co c@d.co\"}}     | contact.email    | e-mail",
                "{\"text\":\"a\",\"attributes\":{\"a\":{}}}                     | attributes.a     | must be a string",
                "{\"text\":\"a\",\"attributes\":{\"\":\"x\"}}                   | attributes.?     | 1 to 100",
                "{\"text\":\"a\",\"text\":\"b\"}                              | text             | twice",
                "{\"text\":\"a\",\"rating\":{\"scale\":\"nps\",\"value\":1,\"value\":2}} | rating.value | twice",
                "{\"text\":\"a\",\"attributes\":{\"a\":\"x\",\"a\":\"y\"}}   | attributes.a     | twice",
                "{\"text\":\"a\",\"attributes\":{\"a\":{\"b\":{\"c\":1}}}}   | attributes.a     | must be a string",
                "{\"text\":\"a\",\"customer\":{\"segments\":[\"gold\"]}}        | customer.segments | must be an object",
            })
    void a_wrong_field_is_named_with_what_would_be_right(String json, String field, String message) {
        assertThat(violations(json)).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.message()).contains(message);
        });
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        assertThat(violations("{\"kind\":1,\"site\":2,\"colour\":3}"))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("text", "kind", "site", "colour");
    }

    @Test
    void text_may_have_twenty_thousand_characters_of_any_plane() throws Exception {
        String longest = "\uD83D\uDE00".repeat(20_000);
        assertThat(read("{\"text\":\"" + longest + "\"}").text()).isEqualTo(longest);
        assertThat(violations("{\"text\":\"" + longest + "a\"}"))
                .extracting(Violation::field)
                .containsExactly("text");
    }

    @Test
    void five_minutes_ahead_and_the_year_2000_are_taken() throws Exception {
        assertThat(read("{\"text\":\"a\",\"occurredAt\":\"2026-03-31T09:35:00Z\"}")
                        .occurredAt())
                .isEqualTo(NOW.plusSeconds(300));
        assertThat(read("{\"text\":\"a\",\"occurredAt\":\"2000-01-01t00:00:00z\"}")
                        .occurredAt())
                .isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));
    }

    @Test
    void at_most_thirty_two_attributes_are_taken() throws Exception {
        assertThat(read("{\"text\":\"a\",\"attributes\":" + attributes(32) + "}")
                        .attributes())
                .hasSize(32);
        assertThat(violations("{\"text\":\"a\",\"attributes\":" + attributes(33) + "}"))
                .extracting(Violation::field)
                .containsExactly("attributes");
    }

    @Test
    void numbers_and_truth_values_among_attributes_are_their_text() throws Exception {
        assertThat(read("{\"text\":\"a\",\"attributes\":{\"a\":7,\"b\":1.50,\"c\":true,\"d\":12345678901}}")
                        .attributes())
                .containsExactly(entry("a", "7"), entry("b", "1.50"), entry("c", "true"), entry("d", "12345678901"));
    }

    @Test
    void of_very_many_fields_the_first_unknown_ones_are_named() {
        String many = attributes(5_000);
        assertThat(violations("{\"text\":\"a\"," + many.substring(1)))
                .hasSizeBetween(30, 50)
                .allSatisfy(violation -> assertThat(violation.message()).contains("not a field"));
    }

    private static String attributes(int count) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",").append("\"a").append(i).append("\":\"x\"");
        }
        return json.append('}').toString();
    }

    @Test
    void a_null_character_is_taken_out_wherever_it_stands() throws Exception {
        Submission submission = read("{\"text\":\"a\\u0000b\",\"attributes\":{\"x\":\"1\\u00002\"}}");
        assertThat(submission.text()).isEqualTo("ab");
        assertThat(submission.attributes()).isEqualTo(Map.of("x", "12"));
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        byte[] latin = "{\"text\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] surrogate = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'
        };
        assertThat(violations(latin))
                .singleElement()
                .extracting(Violation::message)
                .isEqualTo("the body must be UTF-8");
        assertThat(violations(surrogate)).isNotEmpty();
        assertThatThrownBy(() -> reader.read("{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void the_replacement_character_itself_and_a_byte_order_mark_are_taken() throws Exception {
        assertThat(read("\uFEFF{\"text\":\"a\uFFFD\"}").text()).isEqualTo("a\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{\"text\":\"a\"} x"})
    void what_is_not_json_is_refused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfAny(JsonProcessingException.class, ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "null", "7"})
    void what_is_not_an_object_is_refused(String body) {
        assertThat(violations(body)).isNotEmpty();
    }
}

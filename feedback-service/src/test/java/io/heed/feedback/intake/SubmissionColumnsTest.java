package io.heed.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.heed.contracts.Contact;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;
import io.heed.rest.ProblemException;
import io.heed.rest.Violation;

class SubmissionColumnsTest {

    private final SubmissionReader reader =
            new SubmissionReader(InstantSource.fixed(Instant.parse("2026-03-31T09:30:00Z")));

    private Submission read(String header, String... cells) {
        return reader.read(SubmissionColumns.of(List.of(header.split(",", -1)), 0), cells, "file");
    }

    private static List<Violation> refusal(List<String> header) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> SubmissionColumns.of(header, 0));
        assertThat(refused).isNotNull();
        List<Violation> violations = refused.problem().violations();
        return violations == null ? List.of() : violations;
    }

    @Test
    void blank_cells_are_absent_fields() {
        Submission submission = read(
                "text,rating_scale,rating,touchpoint,customer_ref,reply_wanted,segment.plan,attribute.x,source",
                " Cold soup. ",
                "",
                " ",
                "",
                "",
                "",
                "",
                "\t",
                "");
        assertThat(submission.text()).isEqualTo("Cold soup.");
        assertThat(submission.rating()).isNull();
        assertThat(submission.journey()).isNull();
        assertThat(submission.customer()).isNull();
        assertThat(submission.contact()).isNull();
        assertThat(submission.attributes()).isEmpty();
        assertThat(submission.source()).isEqualTo("file");
    }

    @Test
    void a_source_column_wins() {
        assertThat(read("text,source", "a", "crm").source()).isEqualTo("crm");
    }

    @Test
    void cells_become_numbers_truths_and_entries() {
        Submission submission = read(
                "attribute.b c,rating,rating_scale,text,segment.plan,reply_wanted,email",
                "2",
                "4",
                "stars",
                "a",
                "gold",
                "YES",
                "jo@example.com");
        assertThat(submission.rating()).isEqualTo(new Rating(RatingScale.STARS, 4));
        assertThat(submission.attributes()).isEqualTo(Map.of("b c", "2"));
        assertThat(submission.customer()).extracting("segments").isEqualTo(Map.of("plan", "gold"));
        assertThat(submission.contact()).isEqualTo(new Contact(true, "jo@example.com"));
    }

    @ParameterizedTest(name = "{0}={1} → {2}")
    @CsvSource({
        "kind,          robot,      'must be one of customer, frontline'",
        "rating,        5,          '',",
        "occurred_at,   yesterday,  must be an RFC 3339 time such as 2026-03-31T09:30:00Z",
        "journey_stage, later,      'must be one of pre, during, post'",
        "email,         jo at home, must be an e-mail address",
        "reply_wanted,  perhaps,    'must be true or false (or yes or no, 1 or 0)'",
        "language,      english please, must be a BCP 47 tag such as en or pt-BR",
    })
    void what_is_wrong_is_named_by_its_column(String column, String cell, String message) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> read("text," + column, "a", cell));
        assertThat(refused.problem().violations()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(column.equals("rating") ? "rating_scale" : column);
            assertThat(violation.message()).contains(message);
        });
    }

    @Test
    void an_entry_that_is_too_long_is_named_by_its_column() {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> read("text,segment.plan", "a", "x".repeat(1_001)));
        assertThat(refused.problem().violations()).extracting(Violation::field).containsExactly("segment.plan");
    }

    @Test
    void every_column_that_is_wrong_is_named_at_once() {
        assertThat(refusal(List.of("colour", "site", "site", "Text", "segment.", "attribute.a", "attribute.a")))
                .extracting(Violation::field)
                .containsExactly("colour", "site", "Text", "segment.", "attribute.a", "text");
    }

    @Test
    void at_most_thirty_two_attributes_are_taken() {
        List<String> most = Stream.concat(
                        Stream.of("text"), IntStream.range(0, 32).mapToObj(i -> "attribute.a" + i))
                .toList();
        assertThat(SubmissionColumns.of(most, 0).entryNames()).hasSize(32);
        assertThat(refusal(Stream.concat(most.stream(), Stream.of("attribute.more"))
                        .toList()))
                .extracting(Violation::field)
                .containsExactly("attribute.more");
    }
}

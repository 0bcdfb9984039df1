package io.heed.feedback.submissions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cloudevents.CloudEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;
import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.intake.Arrival;
import io.heed.feedback.intake.Submission;
import io.heed.feedback.intake.SubmissionReader;
import io.heed.feedback.redaction.EmailAddress;
import io.heed.messaging.Fault;
import io.heed.messaging.QuarantineCode;
import io.heed.messaging.ReadRecord;
import io.heed.messaging.RecordReader;
import io.heed.rest.ProblemException;
import io.heed.rest.Violation;

/**
 * Reads {@code feedback.submissions}: a CloudEvent whose data is what would be POSTed, held to the same rules.
 *
 * <p>Without an externalId a signal's id follows from the event's source and id, and with one from the source and that, so
 * an event that comes twice is one signal.
 */
@Singleton
class SubmissionRecords implements RecordReader<IncomingSubmission> {

    static final String TYPE = "io.heed.feedback.submission.v1";
    /** As of a POST. */
    static final int MOST_BYTES = 1 << 20;

    static final int MOST_OF_SOURCE = 200;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
    private static final Pattern JSON =
            Pattern.compile("application/([^;/ ]+\\+)?json( *;.*)?", Pattern.CASE_INSENSITIVE);
    /** What bytes that are not UTF-8 are read as: two ids that differ only there would be taken for one. */
    private static final char REPLACEMENT = '\uFFFD';

    private final CloudEventRecords events = new CloudEventRecords();
    private final SubmissionReader submissions;
    private final SignalIds ids;
    private final InstantSource clock;

    SubmissionRecords(SubmissionReader submissions, SignalIds ids, InstantSource clock) {
        this.submissions = submissions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public ReadRecord<IncomingSubmission> read(ConsumerRecord<byte[], byte[]> consumed) {
        try {
            byte[] value = consumed.value();
            boolean structured = CloudEventRecords.isStructured(consumed);
            if (structured || !CloudEventRecords.hasType(consumed)) {
                requireSize(value);
            }
            SubmittedEvent event = structured ? events.structured(consumed) : events.binary(consumed);
            CloudEvent attributes = event.attributes();
            if (!attributes.getType().equals(TYPE)) {
                return new ReadRecord.Skipped<>(attributes.getType());
            }
            int bytes = requireSize(value);
            requireJson(attributes.getDataContentType());
            Arrival arrival = arrival(attributes, consumed.timestamp());
            return new ReadRecord.Delivered<>(new IncomingSubmission(submission(event.data()), arrival, bytes));
        } catch (UnreadableEventException unreadable) {
            return new ReadRecord.Unreadable<>(unreadable.code(), unreadable.faults());
        }
    }

    private static int requireSize(byte @Nullable [] value) throws UnreadableEventException {
        if (value == null || value.length == 0) {
            throw new UnreadableEventException(QuarantineCode.EMPTY, "", "must have a value");
        }
        if (value.length > MOST_BYTES) {
            throw new UnreadableEventException(
                    QuarantineCode.TOO_LARGE, "", "must have at most " + MOST_BYTES + " bytes");
        }
        return value.length;
    }

    private static void requireJson(@Nullable String contentType) throws UnreadableEventException {
        // CloudEvents leaves it away where the data is JSON
        if (contentType != null && !JSON.matcher(contentType).matches()) {
            throw new UnreadableEventException(
                    QuarantineCode.WRONG_CONTENT_TYPE, "content-type", "must be application/json");
        }
    }

    private Arrival arrival(CloudEvent event, long timestamp) throws UnreadableEventException {
        String source = event.getSource().toString();
        String id = event.getId();
        if (source.isEmpty() || source.length() > MOST_OF_SOURCE || !isWhole(source)) {
            throw new UnreadableEventException(
                    QuarantineCode.INVALID_ATTRIBUTE, "source", "must have 1 to " + MOST_OF_SOURCE + " characters");
        }
        if (!isWhole(id)) {
            throw new UnreadableEventException(QuarantineCode.INVALID_ATTRIBUTE, "id", "must be valid Unicode");
        }
        String subject = EmailAddress.isIn(source) ? ids.pseudonym(source) : source;
        return new Arrival(
                new Principal(PrincipalKind.INTEGRATION, subject),
                at(timestamp, event.getTime()),
                () -> ids.ofEvent(source, id));
    }

    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(code -> code == REPLACEMENT || Character.getType(code) == Character.SURROGATE);
    }

    /**
     * When it came: the record's timestamp, which is the same each time it is read. Where that makes no sense, the event's
     * time, and at last the clock.
     */
    private Instant at(long timestamp, @Nullable OffsetDateTime time) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant stamped = Instant.ofEpochMilli(timestamp);
        if (isSensible(stamped, now)) {
            return stamped;
        }
        return time != null && isSensible(time.toInstant(), now)
                ? time.toInstant().truncatedTo(ChronoUnit.MILLIS)
                : now;
    }

    private static boolean isSensible(Instant at, Instant now) {
        return !at.isBefore(EARLIEST) && !at.isAfter(now.plus(MOST_AHEAD));
    }

    private Submission submission(byte[] data) throws UnreadableEventException {
        try {
            return submissions.read(data);
        } catch (JsonProcessingException notJson) {
            throw new UnreadableEventException(QuarantineCode.UNREADABLE_JSON, "", "must be one JSON object");
        } catch (ProblemException refused) {
            throw new UnreadableEventException(QuarantineCode.INVALID_SUBMISSION, faults(refused));
        }
    }

    /** What a refusal says about single fields. */
    static List<Fault> faults(ProblemException refused) {
        List<Violation> violations = refused.problem().violations();
        return violations == null
                ? List.of()
                : violations.stream()
                        .map(violation -> new Fault(violation.field(), violation.message()))
                        .toList();
    }
}

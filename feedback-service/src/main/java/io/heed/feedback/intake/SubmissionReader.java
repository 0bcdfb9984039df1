package io.heed.feedback.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Contact;
import io.heed.contracts.Customer;
import io.heed.contracts.Journey;
import io.heed.contracts.JourneyStage;
import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;
import io.heed.contracts.SignalKind;
import io.heed.feedback.redaction.EmailAddress;
import io.heed.rest.ProblemException;
import io.heed.rest.StrictJson;
import io.heed.rest.Violation;
import io.heed.rest.Words;

/** Reads the body of a submission strictly, and names every field that is wrong at once. */
@Singleton
public class SubmissionReader {

    static final int MOST_OF_TEXT = 20_000;
    static final int MOST_OF_NAME = 200;
    static final int MOST_ENTRIES = 32;
    static final int MOST_OF_ENTRY_NAME = 100;
    static final int MOST_OF_ENTRY_VALUE = 1_000;
    static final Duration MOST_AHEAD = Duration.ofMinutes(5);
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Words<SignalKind> KINDS = Words.of(SignalKind.class);
    private static final Words<Obligation> OBLIGATIONS = Words.of(Obligation.class);
    private static final Words<RatingScale> SCALES = Words.of(RatingScale.class);
    private static final Words<JourneyStage> STAGES = Words.of(JourneyStage.class);

    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final JsonFactory json = StrictJson.factory();
    private final InstantSource clock;

    SubmissionReader(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The submission in a request's body.
     *
     * @throws ProblemException 400 naming every field that is wrong, or when it is not UTF-8
     * @throws JsonProcessingException when it is not JSON
     */
    public Submission read(byte[] body) throws JsonProcessingException {
        try (JsonParser parser = json.createParser(decoded(body))) {
            parser.nextToken();
            @Nullable SubmittedObject object = object(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "Something stands behind the object");
            }
            return read(object);
        } catch (JsonProcessingException unreadable) {
            throw unreadable;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The object that begins with the parser's token; null, and passed over, where that is another value. */
    static @Nullable SubmittedObject object(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return SubmittedObject.read(parser);
        }
        parser.skipChildren();
        return null;
    }

    /**
     * The submission that an object is.
     *
     * @param object null for what is no object
     * @throws ProblemException 400 naming every field that is wrong
     */
    Submission read(@Nullable SubmittedObject object) {
        if (object == null) {
            throw ProblemException.invalid("", "must be one JSON object");
        }
        List<Violation> violations = new ArrayList<>();
        return valid(read(new JsonFields("", object, violations)), violations);
    }

    /**
     * The submission in a row of a file, by the same rules.
     *
     * @param cells as many as the file has columns; a blank one is an absent field
     * @param source where the row comes from unless it says so itself
     * @throws ProblemException 400 naming every column that is wrong
     */
    public Submission read(SubmissionColumns columns, String[] cells, String source) {
        List<Violation> violations = new ArrayList<>();
        Submission submission = read(new CellFields(columns.root(), cells, violations));
        return valid(submission.source() == null ? submission.from(source) : submission, violations);
    }

    private static Submission valid(Submission submission, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return submission;
    }

    private Submission read(SubmissionFields fields) {
        Submission submission = new Submission(
                fields.requiredText("text", MOST_OF_TEXT),
                Objects.requireNonNullElse(fields.oneOf("kind", KINDS), SignalKind.CUSTOMER),
                fields.text("channel", MOST_OF_NAME),
                fields.text("source", MOST_OF_NAME),
                fields.text("externalId", MOST_OF_NAME),
                occurredAt(fields),
                language(fields),
                rating(fields.object("rating")),
                journey(fields.object("journey")),
                fields.text("site", MOST_OF_NAME),
                customer(fields.object("customer")),
                fields.text("suggestion", MOST_OF_TEXT),
                Objects.requireNonNullElse(fields.oneOf("obligation", OBLIGATIONS), Obligation.NONE),
                contact(fields.object("contact")),
                fields.named("attributes", MOST_ENTRIES, MOST_OF_ENTRY_NAME, MOST_OF_ENTRY_VALUE));
        fields.refuseOthers();
        return submission;
    }

    private @Nullable Instant occurredAt(SubmissionFields fields) {
        String written = fields.text("occurredAt", MOST_OF_NAME);
        if (written == null) {
            return null;
        }
        Instant occurredAt;
        try {
            occurredAt = WrittenTime.parse(written);
        } catch (DateTimeException notATime) {
            fields.refuse("occurredAt", "must be an RFC 3339 time such as 2026-03-31T09:30:00Z");
            return null;
        }
        if (occurredAt.isBefore(EARLIEST)) {
            fields.refuse("occurredAt", "must not be earlier than " + EARLIEST);
            return null;
        }
        if (occurredAt.isAfter(clock.instant().plus(MOST_AHEAD))) {
            fields.refuse("occurredAt", "must be at most 5 minutes ahead of now");
            return null;
        }
        return occurredAt;
    }

    private static @Nullable String language(SubmissionFields fields) {
        String tag = fields.text("language", MOST_OF_NAME);
        if (tag == null) {
            return null;
        }
        try {
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException notATag) {
            fields.refuse("language", "must be a BCP 47 tag such as en or pt-BR");
            return null;
        }
    }

    private static @Nullable Rating rating(@Nullable SubmissionFields fields) {
        if (fields == null) {
            return null;
        }
        int before = fields.violations();
        RatingScale scale = fields.oneOf("scale", SCALES);
        Integer value = fields.wholeNumber("value");
        fields.refuseOthers();
        if (fields.violations() > before) {
            return null;
        }
        if (scale == null) {
            fields.refuse("scale", "is required: nps, csat, ces or stars");
            return null;
        }
        if (value == null) {
            fields.refuse("value", "is required: a whole number");
            return null;
        }
        int lowest = scale == RatingScale.NPS ? 0 : 1;
        int highest =
                switch (scale) {
                    case NPS -> 10;
                    case CES -> 7;
                    case CSAT, STARS -> 5;
                };
        if (value >= lowest && value <= highest) {
            return new Rating(scale, value);
        }
        fields.refuse("value", "must be from " + lowest + " to " + highest + " on this scale");
        return null;
    }

    private static @Nullable Journey journey(@Nullable SubmissionFields fields) {
        if (fields == null) {
            return null;
        }
        Journey journey = new Journey(fields.oneOf("stage", STAGES), fields.text("touchpoint", MOST_OF_NAME));
        fields.refuseOthers();
        return journey.stage() == null && journey.touchpoint() == null ? null : journey;
    }

    private static @Nullable Customer customer(@Nullable SubmissionFields fields) {
        if (fields == null) {
            return null;
        }
        String ref = fields.text("ref", MOST_OF_NAME);
        Map<String, String> segments = fields.named("segments", MOST_ENTRIES, MOST_OF_ENTRY_NAME, MOST_OF_ENTRY_VALUE);
        fields.refuseOthers();
        return ref == null && segments.isEmpty() ? null : new Customer(ref, segments);
    }

    private static @Nullable Contact contact(@Nullable SubmissionFields fields) {
        if (fields == null) {
            return null;
        }
        boolean replyWanted = fields.flag("replyWanted");
        String email = fields.text("email", EmailAddress.MOST_CHARACTERS);
        fields.refuseOthers();
        if (email != null && !EmailAddress.isValid(email)) {
            fields.refuse("email", "must be an e-mail address");
            return null;
        }
        return replyWanted || email != null ? new Contact(replyWanted, email) : null;
    }

    /** The text of these bytes; a 400 when they are not UTF-8, which most decoders would pass over. */
    static String decoded(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
            } catch (CharacterCodingException malformed) {
                throw ProblemException.invalid("", "the body must be UTF-8");
            }
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}

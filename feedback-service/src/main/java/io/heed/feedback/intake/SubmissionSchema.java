package io.heed.feedback.intake;

import java.time.Instant;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.JourneyStage;
import io.heed.contracts.Obligation;
import io.heed.contracts.RatingScale;
import io.heed.contracts.SignalKind;

/** How the body of a submission is described to callers; {@link SubmissionReader} is what reads it. */
@Schema(name = "Submission", description = "Fields that are not listed are refused by name.")
record SubmissionSchema(
        @Schema(
                required = true,
                minLength = 1,
                maxLength = SubmissionReader.MOST_OF_TEXT,
                description = "what was said")
        String text,

        @Schema(defaultValue = "customer", description = "who speaks")
        SignalKind kind,

        @Schema(maxLength = SubmissionReader.MOST_OF_NAME, examples = "survey") @Nullable
        String channel,

        @Schema(maxLength = SubmissionReader.MOST_OF_NAME, description = "the system that knows it by externalId")
        @Nullable
        String source,

        @Schema(maxLength = SubmissionReader.MOST_OF_NAME, description = "the source's own id: makes a retry safe")
        @Nullable
        String externalId,

        @Schema(description = "RFC 3339; from 2000-01-01 to 5 minutes ahead; default now") @Nullable
        Instant occurredAt,

        @Schema(description = "BCP 47", examples = "en") @Nullable
        String language,

        @Nullable RatingSchema rating,
        @Nullable JourneySchema journey,

        @Schema(maxLength = SubmissionReader.MOST_OF_NAME) @Nullable
        String site,

        @Nullable CustomerSchema customer,

        @Schema(maxLength = SubmissionReader.MOST_OF_TEXT, description = "what the writer would do about it") @Nullable
        String suggestion,

        @Schema(defaultValue = "none") Obligation obligation,

        @Nullable ContactSchema contact,

        @Schema(
                maxProperties = SubmissionReader.MOST_ENTRIES,
                description = "names to values of at most 1,000 characters")
        @Nullable
        Map<String, String> attributes) {

    @Schema(name = "SubmittedRating")
    record RatingSchema(
            @Schema(required = true) RatingScale scale,

            @Schema(required = true, description = "nps 0–10, csat 1–5, ces 1–7, stars 1–5")
            int value) {}

    @Schema(name = "SubmittedJourney")
    record JourneySchema(
            @Nullable JourneyStage stage, @Nullable String touchpoint) {}

    @Schema(name = "SubmittedCustomer")
    record CustomerSchema(
            @Schema(description = "the organisation's own reference; an e-mail address becomes a pseudonym") @Nullable
            String ref,

            @Schema(maxProperties = SubmissionReader.MOST_ENTRIES) @Nullable
            Map<String, String> segments) {}

    @Schema(name = "SubmittedContact")
    record ContactSchema(
            @Schema(defaultValue = "false") boolean replyWanted,

            @Schema(format = "email", maxLength = 254) @Nullable
            String email) {}
}

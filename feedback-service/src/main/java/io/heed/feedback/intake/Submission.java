package io.heed.feedback.intake;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Contact;
import io.heed.contracts.Customer;
import io.heed.contracts.Journey;
import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;
import io.heed.contracts.SignalKind;

/**
 * What somebody submits: valid, and not yet redacted: it goes nowhere but to {@link ReceiveSignal}.
 *
 * @param occurredAt null where the writer does not say, which means now
 */
public record Submission(
        String text,
        SignalKind kind,
        @Nullable String channel,
        @Nullable String source,
        @Nullable String externalId,
        @Nullable Instant occurredAt,
        @Nullable String language,
        @Nullable Rating rating,
        @Nullable Journey journey,
        @Nullable String site,
        @Nullable Customer customer,
        @Nullable String suggestion,
        Obligation obligation,
        @Nullable Contact contact,
        Map<String, String> attributes) {

    /** The same from this source. */
    Submission from(String elsewhere) {
        return new Submission(
                text,
                kind,
                channel,
                elsewhere,
                externalId,
                occurredAt,
                language,
                rating,
                journey,
                site,
                customer,
                suggestion,
                obligation,
                contact,
                attributes);
    }
}

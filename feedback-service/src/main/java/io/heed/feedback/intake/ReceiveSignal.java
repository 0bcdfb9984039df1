package io.heed.feedback.intake;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Customer;
import io.heed.contracts.Journey;
import io.heed.contracts.PrincipalKind;
import io.heed.contracts.SignalReceived;
import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.redaction.EmailAddress;
import io.heed.feedback.redaction.Redaction;
import io.heed.rest.ProblemException;

/** Redacts a submission, gives it an id and appends it to the log. */
@Singleton
public class ReceiveSignal {

    private final Redaction redaction;
    private final SignalIds ids;
    private final SignalLog log;

    ReceiveSignal(Redaction redaction, SignalIds ids, SignalLog log) {
        this.redaction = redaction;
        this.ids = ids;
        this.log = log;
    }

    /**
     * The signal's id, once the broker has acknowledged it; fails with a 503 when it is not known whether the signal was
     * taken.
     *
     * @throws ProblemException as {@link #signal} does
     */
    public CompletionStage<UUID> receive(Submission submission, Arrival arrival) {
        SignalReceived signal = signal(submission, arrival);
        UUID id = signal.id();
        CompletableFuture<UUID> acknowledged = new CompletableFuture<>();
        append(signal, unavailable -> {
            if (unavailable == null) {
                acknowledged.complete(id);
            } else {
                acknowledged.completeExceptionally(unavailable);
            }
        });
        return acknowledged;
    }

    /** Appends a signal to the log. */
    public void append(SignalReceived signal, AppendCallback callback) {
        log.append(signal, callback);
    }

    /**
     * What a submission is in the log.
     *
     * @throws ProblemException 400 when an anonymous caller names a source or an id, or a name holds personal data
     */
    public SignalReceived signal(Submission submission, Arrival arrival) {
        if (arrival.principal().kind() == PrincipalKind.ANONYMOUS) {
            refuseFromAnonymous("externalId", submission.externalId());
            refuseFromAnonymous("source", submission.source());
        }
        Customer customer = submission.customer();
        refusePersonalNames("attributes", submission.attributes().keySet());
        refusePersonalNames(
                "customer.segments",
                customer == null ? Set.of() : customer.segments().keySet());
        return redacted(submission, arrival);
    }

    private static void refuseFromAnonymous(String field, @Nullable String value) {
        if (value != null) {
            throw ProblemException.invalid(field, "may only be set with a bearer token");
        }
    }

    /** Names are kept as they are, since others are found by them; so they must not need redaction. */
    private void refusePersonalNames(String field, Set<String> names) {
        for (String name : names) {
            if (!redaction.of(name).equals(name)) {
                throw ProblemException.invalid(field, "a name must not hold personal data");
            }
        }
    }

    private SignalReceived redacted(Submission submission, Arrival arrival) {
        String externalId = submission.externalId();
        String source = submission.source();
        if (source == null && externalId != null) {
            // an id means nothing by itself: it is one of the caller's
            source = arrival.principal().subject();
        }
        UUID id = externalId == null || source == null ? arrival.id().get() : ids.of(source, externalId);
        Instant occurredAt = submission.occurredAt();
        return new SignalReceived(
                id,
                redaction.of(submission.text()),
                submission.kind(),
                redaction.ofNullable(submission.channel()),
                submission.source() == null ? source : identifier(submission.source()),
                identifier(externalId),
                occurredAt == null ? arrival.at() : occurredAt,
                arrival.at(),
                submission.language(),
                submission.rating(),
                journey(submission.journey()),
                redaction.ofNullable(submission.site()),
                customer(submission.customer()),
                redaction.ofNullable(submission.suggestion()),
                submission.obligation(),
                // the one field that is meant for an address, and the only one that keeps it
                submission.contact(),
                redaction.ofValues(submission.attributes()),
                arrival.principal());
    }

    private @Nullable Journey journey(@Nullable Journey journey) {
        return journey == null ? null : new Journey(journey.stage(), redaction.ofNullable(journey.touchpoint()));
    }

    private @Nullable Customer customer(@Nullable Customer customer) {
        if (customer == null) {
            return null;
        }
        Map<String, String> segments = redaction.ofValues(customer.segments());
        return new Customer(identifier(customer.ref()), segments);
    }

    /**
     * Identifiers tell things apart, which {@code [email]} would not: one that holds an address is replaced by a
     * pseudonym. Numbers in them stay: they are somebody's keys.
     */
    private @Nullable String identifier(@Nullable String identifier) {
        return identifier == null || !EmailAddress.isIn(identifier) ? identifier : ids.pseudonym(identifier);
    }
}

package io.heed.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heed.contracts.Facets;
import io.heed.contracts.Obligation;
import io.heed.contracts.Principal;
import io.heed.contracts.SignalKind;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.SignalUnderstood;

/** Invented signals that carry a number, by which their order can be told. */
final class Signals {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Signals() {}

    static SignalReceived signal(UUID id, int number) {
        return new SignalReceived(
                id,
                "The lift in the east wing stood still, note " + number,
                SignalKind.CUSTOMER,
                "web",
                null,
                Integer.toString(number),
                NOON,
                NOON,
                "en",
                null,
                null,
                null,
                null,
                null,
                Obligation.NONE,
                null,
                Map.of(),
                Principal.ANONYMOUS);
    }

    /** So many signals, each with an id of its own. */
    static Stream<SignalReceived> signals(int count) {
        return IntStream.range(0, count).mapToObj(number -> signal(UUID.randomUUID(), number));
    }

    static int number(SignalReceived signal) {
        return Integer.parseInt(String.valueOf(signal.externalId()));
    }

    static SignalUnderstood understood(UUID signalId, long version) {
        Facets facets = new Facets(
                SignalKind.CUSTOMER,
                "web",
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                "en",
                NOON,
                NOON,
                false,
                Obligation.NONE);
        return new SignalUnderstood(signalId, version, NOON, facets, java.util.List.of());
    }
}

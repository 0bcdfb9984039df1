package io.heed.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.heed.contracts.Customer;
import io.heed.contracts.Journey;
import io.heed.contracts.JourneyStage;
import io.heed.contracts.Obligation;
import io.heed.contracts.Principal;
import io.heed.contracts.SignalKind;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;
import io.heed.messaging.Delivery;

/**
 * Signals of one statement each, as they come from their topic: some clumps are spoken of far more often than others
 * (the k-th in proportion to 1/k), every second signal by one of 100,000 customers, 10,000 a day. Seeded.
 */
final class ClumpSignals {

    private static final int CUSTOMERS = 100_000;
    private static final Duration APART = Duration.ofDays(1).dividedBy(10_000);
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private final double[] upTo;
    private long given;

    ClumpSignals(int clumps, long seed) {
        this.random = new Random(seed);
        this.upTo = new double[clumps];
        double sum = 0;
        for (int k = 0; k < clumps; k++) {
            sum += 1.0 / (k + 1);
            upTo[k] = sum;
        }
    }

    /** That many of any clumps. */
    List<Delivery> next(int count) {
        List<Delivery> signals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            signals.add(of(drawn()));
        }
        return signals;
    }

    /** One of each of these clumps. */
    List<Delivery> each(int from, int to) {
        List<Delivery> signals = new ArrayList<>(to - from);
        for (int clump = from; clump < to; clump++) {
            signals.add(of(clump));
        }
        return signals;
    }

    private int drawn() {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int found = Arrays.binarySearch(upTo, at);
        return found < 0 ? -found - 1 : found;
    }

    private Delivery of(int clump) {
        long number = given++;
        UUID id = new UUID(random.nextLong(), random.nextLong());
        Instant at = FIRST.plus(APART.multipliedBy(number));
        SignalReceived signal = new SignalReceived(
                id,
                ClumpEncoder.text(clump, random.nextInt(Integer.MAX_VALUE)),
                SignalKind.CUSTOMER,
                "survey",
                "bench",
                "x-" + number,
                at,
                at,
                "en",
                null,
                new Journey(JourneyStage.POST, "checkout"),
                "north",
                number % 2 == 0 ? null : new Customer("c" + random.nextInt(CUSTOMERS), Map.of("plan", "gold")),
                null,
                Obligation.NONE,
                null,
                Map.of(),
                Principal.ANONYMOUS);
        return new Delivery(Topic.FEEDBACK_SIGNALS, 0, number, id, at, id.toString(), signal);
    }
}

package io.heed.bench;

import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.heed.local.HeedInstance;
import io.heed.local.Part;

/** How long callers who do nothing wrong wait while others send nothing but what is refused, as fast as they can. */
final class Bystanders {

    private static final int CONNECTIONS = 4;
    private static final int HOSTILE_CONNECTIONS = 16;
    private static final int WARM_UP_SECONDS = 20;
    private static final int ACCEPTED = 202;
    private static final int REFUSED = 400;

    private final PrintStream out = System.out;
    private final URI signals;
    private final String token;
    private final SubmissionBodies bodies;
    private final HostileBodies hostile;

    Bystanders(HeedInstance heed, long seed) {
        signals = heed.origin(Part.FEEDBACK).resolve("/api/v1/signals");
        token = heed.token("ivo");
        bodies = new SubmissionBodies(seed, true);
        hostile = new HostileBodies(seed);
    }

    void measure(int rounds, int seconds) throws Exception {
        out.printf(
                Locale.ROOT,
                "%nOne signal a request over %d connections, beside %d connections of bodies that are refused%n",
                CONNECTIONS,
                HOSTILE_CONNECTIONS);
        beside(WARM_UP_SECONDS);
        alone(WARM_UP_SECONDS);
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> refused = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        alone.add(alone(seconds));
        for (int round = 1; round <= rounds; round++) {
            Beside heard = beside(seconds);
            beside.add(heard.slowest());
            refused.add(heard.refusedPerSecond());
            double before = alone.getLast();
            alone.add(alone(seconds));
            ratios.add(beside.getLast() / ((before + alone.getLast()) / 2));
        }
        out.printf(Locale.ROOT, "    refused meanwhile   %s /s%n", new Figures(refused).spread("%.0f"));
        out.printf(Locale.ROOT, "    99%% within, alone   %s ms%n", new Figures(alone).spread("%.1f"));
        out.printf(Locale.ROOT, "    99%% within, beside  %s ms%n", new Figures(beside).spread("%.1f"));
        out.printf(Locale.ROOT, "    ratio               %s%n", new Figures(ratios).spread("%.2f"));
    }

    private record Beside(double slowest, double refusedPerSecond) {}

    private Beside beside(int seconds) throws Exception {
        try (ClosedLoop attack = new ClosedLoop(signals, HOSTILE_CONNECTIONS, token, REFUSED, hostile)) {
            attack.begin();
            double slowest = alone(seconds);
            return new Beside(slowest, attack.end().perSecond());
        }
    }

    private double alone(int seconds) throws Exception {
        try (ClosedLoop load = new ClosedLoop(signals, CONNECTIONS, token, ACCEPTED, bodies::next)) {
            ClosedLoop.Answers answers = load.answers(seconds);
            if (answers.refused() > 0) {
                System.err.println(answers.refused() + " signals were refused");
            }
            return answers.millis().percentile(0.99);
        }
    }
}

package io.heed.bench;

import java.io.PrintStream;
import java.util.Locale;

import io.heed.local.HeedInstance;
import io.heed.local.Part;

/** What everybody together takes for long, and how fast a backlog goes once insight-service is back. */
final class Backlog {

    private static final int WARM_UP = 6_000;
    private static final int BURST = 6_000;
    private static final int STEADY_SECONDS = 30;
    private static final int AWAY_SECONDS = 60;
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final long CAUGHT_UP_WITHIN_SECONDS = 600;

    private final PrintStream out = System.out;
    private final HeedInstance heed;

    Backlog(HeedInstance heed) {
        this.heed = heed;
    }

    void measure(Comments comments) throws Exception {
        out.printf(Locale.ROOT, "%nAll consumers running, through the front door%n");
        try (LoopLoad load = new LoopLoad(heed)) {
            load.burst(comments.next(WARM_UP));
            double capacity = load.burst(comments.next(BURST));
            load.awaitQuiet();
            double rate = capacity / 4;
            out.printf(Locale.ROOT, "    capacity                %.0f signals/s, understood by all%n", capacity);
            try (SteadyLoad steady = new SteadyLoad(heed, comments, rate)) {
                long before = load.understood();
                long began = System.nanoTime();
                Thread.sleep(STEADY_SECONDS * 1000L);
                double understood = (load.understood() - before) / seconds(began);
                out.printf(
                        Locale.ROOT,
                        "    steady, a quarter of it %.0f /s sent, %.0f /s understood%n",
                        rate,
                        understood);
                heed.stop(Part.INSIGHT);
                Thread.sleep(AWAY_SECONDS * 1000L);
                long known = load.understood();
                heed.start(Part.INSIGHT);
                long waiting = steady.accepted() + before - load.understood();
                began = System.nanoTime();
                while (steady.accepted() - (load.understood() - before) > rate) {
                    if (seconds(began) > CAUGHT_UP_WITHIN_SECONDS) {
                        throw new IllegalStateException("the backlog does not go");
                    }
                    Thread.sleep(LOOK_AGAIN_MILLIS);
                }
                double caughtUp = (load.understood() - known) / seconds(began);
                out.printf(
                        Locale.ROOT,
                        "    after %d s without insight-service %d waited; caught up in %.1f s at %.0f /s%n",
                        AWAY_SECONDS,
                        waiting,
                        seconds(began),
                        caughtUp);
                out.printf(Locale.ROOT, "    catch-up ÷ steady       %.2f%n", caughtUp / rate);
                if (steady.refused() > 0) {
                    out.printf(Locale.ROOT, "    refused meanwhile       %d%n", steady.refused());
                }
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}

package io.heed.bench;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.heed.local.HeedInstance;
import io.heed.local.Part;

/** How much of a bare endpoint's and a bare producer's speed taking signals in keeps. */
@Command(
        name = "ingest",
        description =
                "One signal a request ÷ an endpoint that only parses and sends; batches and CSV ÷ a producer in a "
                        + "loop; waiting beside hostile callers ÷ alone; with all consumers running; catching up "
                        + "after insight-service stood still.",
        mixinStandardHelpOptions = true)
final class IngestBench implements Callable<Integer> {

    private static final long SEED = 2026;
    private static final int WARM_UP_SECONDS = 20;
    private static final int ACCEPTED = 202;

    @Option(names = "--rounds", description = "interleaved rounds (default: ${DEFAULT-VALUE})", defaultValue = "5")
    private int rounds;

    @Option(names = "--seconds", description = "of each measurement (default: ${DEFAULT-VALUE})", defaultValue = "4")
    private int seconds;

    @Option(
            names = "--connections",
            split = ",",
            description = "at which single signals are measured (default: ${DEFAULT-VALUE})",
            defaultValue = "32,256,1024")
    private List<Integer> connections = List.of();

    @Option(names = "--only", description = "one of ${COMPLETION-CANDIDATES} (default: all)")
    private @Nullable Measure only;

    @Option(names = "--anonymous", description = "single signals as an anonymous writer sends them, without a token")
    private boolean anonymous;

    /** What there is to measure. */
    private enum Measure {
        single,
        bulk,
        hostile,
        backlog
    }

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        if (only != Measure.backlog) {
            intake();
        }
        if (isWanted(Measure.backlog)) {
            backlog();
        }
        return 0;
    }

    private boolean isWanted(Measure measure) {
        return only == null || only == measure;
    }

    /** Nobody reads meanwhile: what is compared is the way in. */
    private void intake() throws Exception {
        Path data = Files.createTempDirectory("heed-bench");
        try (HeedInstance heed = HeedInstance.start(data, 0, Map.of("heed.events.read", "false"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(heed::close, "stop"));
            heed.stop(Part.INSIGHT);
            heed.stop(Part.ACTION);
            try (BareEndpoint bare = new BareEndpoint(heed, data, heed.partitions())) {
                if (isWanted(Measure.single)) {
                    single(heed, bare);
                }
                if (isWanted(Measure.bulk)) {
                    new BulkIntake(heed, data, SEED).measure(rounds, seconds);
                }
                if (isWanted(Measure.hostile)) {
                    new Bystanders(heed, SEED).measure(rounds, seconds);
                }
            }
        } finally {
            Folders.delete(data);
        }
    }

    private void backlog() throws Exception {
        Path data = Files.createTempDirectory("heed-bench");
        try (HeedInstance heed = HeedInstance.start(data, 0)) {
            Runtime.getRuntime().addShutdownHook(new Thread(heed::close, "stop"));
            new Backlog(heed).measure(new Comments(SEED));
        } finally {
            Folders.delete(data);
        }
    }

    private void single(HeedInstance heed, BareEndpoint bare) throws Exception {
        String token = anonymous ? "" : heed.token("ivo");
        SubmissionBodies bodies = new SubmissionBodies(SEED, !anonymous);
        URI signals = heed.origin(Part.FEEDBACK).resolve("/api/v1/signals");
        out.printf(
                Locale.ROOT,
                "%nOne signal a request, %d bytes, %s, %d s each%n",
                bodies.next().length,
                anonymous ? "anonymous" : "with a token and an externalId",
                seconds);
        for (URI target : List.of(signals, bare.sending(), bare.parsing(), signals, bare.sending(), bare.parsing())) {
            rate(target, 256, token, bodies::next, WARM_UP_SECONDS);
        }
        for (int open : connections) {
            List<Double> ratios = new ArrayList<>();
            List<Double> taken = new ArrayList<>();
            List<Double> sent = new ArrayList<>();
            List<Double> parsed = new ArrayList<>();
            List<Double> slowest = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                sent.add(
                        rate(bare.sending(), open, token, bodies::next, seconds).perSecond());
                ClosedLoop.Answers answers = rate(signals, open, token, bodies::next, seconds);
                taken.add(answers.perSecond());
                slowest.add(answers.millis().percentile(0.99));
                double after =
                        rate(bare.sending(), open, token, bodies::next, seconds).perSecond();
                ratios.add(taken.getLast() / ((sent.getLast() + after) / 2));
                parsed.add(
                        rate(bare.parsing(), open, token, bodies::next, seconds).perSecond());
            }
            out.printf(Locale.ROOT, "%n  %d connections%n", open);
            out.printf(Locale.ROOT, "    signals        %s /s%n", new Figures(taken).spread("%.0f"));
            out.printf(Locale.ROOT, "    parse and send %s /s%n", new Figures(sent).spread("%.0f"));
            out.printf(Locale.ROOT, "    parse only     %s /s%n", new Figures(parsed).spread("%.0f"));
            out.printf(Locale.ROOT, "    99%% within     %s ms%n", new Figures(slowest).spread("%.1f"));
            out.printf(Locale.ROOT, "    ratio          %s%n", new Figures(ratios).spread("%.3f"));
        }
    }

    private static ClosedLoop.Answers rate(
            URI target, int connections, String token, Supplier<byte[]> bodies, int seconds) throws Exception {
        try (ClosedLoop load = new ClosedLoop(target, connections, token, ACCEPTED, bodies)) {
            ClosedLoop.Answers answers = load.answers(seconds);
            if (answers.refused() > 0) {
                System.err.println(answers.refused() + " answers of " + target + " had another status");
            }
            return answers;
        }
    }
}

package io.heed.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.heed.insight.encoder.EncoderSettings;
import io.heed.insight.encoder.OnnxEncoder;
import io.heed.local.HeedInstance;
import io.heed.local.Part;

/** How much of the encoder's speed the loop keeps, how soon a signal is somebody's action, and what it takes at rest. */
@Command(
        name = "loop",
        description = "Insight pipeline ÷ bare encoder; POST to visible action at half of capacity; memory at rest.",
        mixinStandardHelpOptions = true)
final class LoopBench implements Callable<Integer> {

    private static final int CALLERS = Runtime.getRuntime().availableProcessors();
    private static final long SEED = 2026;
    private static final int REST_SECONDS = 15;
    /** Rounds before those that count: compilers of five processes share the processors with what is measured. */
    private static final int WARM_UPS = 4;

    private static final int WARM_UP_SECONDS = 60;

    @Option(names = "--rounds", description = "interleaved rounds (default: ${DEFAULT-VALUE})", defaultValue = "15")
    private int rounds;

    @Option(names = "--texts", description = "texts a round (default: ${DEFAULT-VALUE})", defaultValue = "3000")
    private int texts;

    @Option(
            names = "--seconds",
            description = "of constant load for the latency (default: ${DEFAULT-VALUE})",
            defaultValue = "45")
    private int seconds;

    @Option(names = "--only", description = "one of ${COMPLETION-CANDIDATES} (default: both)")
    private @Nullable Measure only;

    /** What there is to measure. */
    private enum Measure {
        pipeline,
        latency
    }

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("heed-bench");
        try (HeedInstance heed = HeedInstance.start(data, 0)) {
            // Ctrl-C, too, leaves no process behind.
            Runtime.getRuntime().addShutdownHook(new Thread(heed::close, "stop"));
            Comments comments = new Comments(SEED);
            memoryAtRest(heed, "after start");
            if (only != Measure.latency) {
                pipeline(heed, comments);
            }
            if (only != Measure.pipeline) {
                latency(heed, comments);
            }
            memoryAtRest(heed, "after the load");
        } finally {
            Folders.delete(data);
        }
        return 0;
    }

    private void memoryAtRest(HeedInstance heed, String when) throws Exception {
        Thread.sleep(REST_SECONDS * 1000L);
        out.printf(Locale.ROOT, "%nResident memory, MiB, %d s %s%n", REST_SECONDS, when);
        for (Part part : List.of(Part.FEEDBACK, Part.INSIGHT, Part.ACTION)) {
            out.printf(
                    Locale.ROOT,
                    "  %-10s %6.0f%n",
                    part.name().toLowerCase(Locale.ROOT),
                    residentMebibytes(heed.pid(part)));
        }
    }

    static double residentMebibytes(long pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(status -> status.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
    }

    /**
     * Feedback and action stand still meanwhile: what is compared is insight-service with its broker and database. Each
     * pipeline round is held against the mean of the bare rounds before and after it, so that a machine which gets faster
     * or slower meanwhile favours neither.
     */
    private void pipeline(HeedInstance heed, Comments comments) throws Exception {
        out.printf(Locale.ROOT, "%nInsight pipeline ÷ bare encoder, %d texts a round, %d callers%n", texts, CALLERS);
        heed.stop(Part.FEEDBACK);
        heed.stop(Part.ACTION);
        List<Double> bare = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (OnnxEncoder encoder = OnnxEncoder.load(shipped());
                BareEncoder limit = new BareEncoder(encoder, CALLERS);
                PreloadedTopic topic = new PreloadedTopic(heed)) {
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                List<String> same = comments.next(texts);
                limit.rate(same);
                topic.rate(same);
            }
            bare.add(limit.rate(comments.next(texts)));
            for (int round = 1; round <= rounds; round++) {
                whole.add(topic.rate(comments.next(texts)));
                double before = bare.getLast();
                bare.add(limit.rate(comments.next(texts)));
                ratios.add(whole.getLast() / ((before + bare.getLast()) / 2));
                out.printf(
                        Locale.ROOT,
                        "  round %2d   bare %5.0f/s and %5.0f/s   pipeline %5.0f/s   ratio %.3f%n",
                        round,
                        before,
                        bare.getLast(),
                        whole.getLast(),
                        ratios.getLast());
            }
        }
        out.println("  bare encoder   " + new Figures(bare).spread("%.0f") + " texts/s");
        out.println("  pipeline       " + new Figures(whole).spread("%.0f") + " texts/s");
        out.println("  ratio          " + new Figures(ratios).spread("%.3f"));
        heed.start(Part.FEEDBACK);
        heed.start(Part.ACTION);
    }

    /** The settings of an insight-service that was told nothing. */
    private static EncoderSettings shipped() {
        return new SmallRyeConfigBuilder()
                .withMapping(EncoderSettings.class)
                .build()
                .getConfigMapping(EncoderSettings.class);
    }

    private void latency(HeedInstance heed, Comments comments) throws Exception {
        ThemeLock lock = new ThemeLock(heed);
        try (lock;
                LoopLoad load = new LoopLoad(heed)) {
            load.awaitQuiet();
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                load.burst(comments.next(2 * texts));
            }
            double capacity = load.burst(comments.next(2 * texts));
            out.printf(Locale.ROOT, "%nPOST to visible action, every part running%n");
            out.printf(
                    Locale.ROOT,
                    "  capacity       %.0f signals/s from POST to understood by action-service%n",
                    capacity);
            double half = capacity / 2;
            load.constant(comments.next((int) (half * WARM_UP_SECONDS)), half);
            Figures millis = load.constant(comments.next((int) (half * seconds)), half);
            out.printf(
                    Locale.ROOT,
                    "  at %.0f/s for %d s: %d follow-ups, from the broker's record to the action's commit%n",
                    half,
                    seconds,
                    millis.count());
            out.printf(
                    Locale.ROOT,
                    "  median %.0f ms   90%% %.0f ms   99%% %.0f ms   most %.0f ms%n",
                    millis.median(),
                    millis.percentile(0.9),
                    millis.percentile(0.99),
                    millis.max());
        }
        out.printf(
                Locale.ROOT,
                "  lock of the themes, bursts included: a batch waited for it up to %d ms, a consolidation held it up to %d ms%n",
                lock.waited().toMillis(),
                lock.held().toMillis());
    }
}

package io.heed.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.smallrye.config.SmallRyeConfigBuilder;
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
    private static final int WARM_UPS = 2;

    @Option(names = "--rounds", description = "interleaved rounds (default: ${DEFAULT-VALUE})", defaultValue = "9")
    private int rounds;

    @Option(names = "--texts", description = "texts a round (default: ${DEFAULT-VALUE})", defaultValue = "6000")
    private int texts;

    @Option(
            names = "--seconds",
            description = "of constant load for the latency (default: ${DEFAULT-VALUE})",
            defaultValue = "45")
    private int seconds;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("heed-bench");
        try (HeedInstance heed = HeedInstance.start(data, 0)) {
            Comments comments = new Comments(SEED);
            memoryAtRest(heed, "after start");
            pipeline(heed, comments);
            latency(heed, comments);
            memoryAtRest(heed, "after the load");
        } finally {
            delete(data);
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

    private static double residentMebibytes(long pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(status -> status.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
    }

    /** Feedback and action stand still meanwhile: what is compared is insight-service with its broker and database. */
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
            for (int round = 1; round <= rounds; round++) {
                List<String> same = comments.next(texts);
                bare.add(limit.rate(same));
                whole.add(topic.rate(same));
                ratios.add(whole.getLast() / bare.getLast());
                out.printf(
                        Locale.ROOT,
                        "  round %d   bare %6.0f/s   pipeline %6.0f/s   ratio %.3f%n",
                        round,
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
        try (LoopLoad load = new LoopLoad(heed)) {
            load.awaitQuiet();
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                load.burst(comments.next(texts));
            }
            double capacity = load.burst(comments.next(texts));
            out.printf(Locale.ROOT, "%nPOST to visible action, every part running%n");
            out.printf(
                    Locale.ROOT,
                    "  capacity       %.0f signals/s from POST to understood by action-service%n",
                    capacity);
            double half = capacity / 2;
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
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

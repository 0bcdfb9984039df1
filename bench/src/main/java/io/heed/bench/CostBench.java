package io.heed.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.smallrye.config.SmallRyeConfigBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.heed.embedded.EmbeddedParts;
import io.heed.insight.encoder.EncoderSettings;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.encoder.OnnxEncoder;
import io.heed.insight.themes.SharedThemeSpace;

/** What a statement costs as themes and statements become many, with vectors that cost nothing. */
@Command(
        name = "cost",
        description = "Assignment ÷ pipeline by number of themes; rate of the last statements ÷ rate of the first.",
        mixinStandardHelpOptions = true)
final class CostBench implements Callable<Integer> {

    private static final long SEED = 2026;
    private static final int CALLERS = Runtime.getRuntime().availableProcessors();
    private static final int CLUMPS = 10_000;
    private static final List<Integer> SIZES = List.of(100, 1_000, CLUMPS);
    private static final int ROUNDS = 5;
    private static final int DECISIONS = 2_000;
    private static final int TEXTS = 600;
    private static final int COPIES = 8;
    private static final int PIECE = 10_000;
    private static final int PIECES_A_LINE = 10;

    @Option(
            names = "--statements",
            description = "of the long run (default: ${DEFAULT-VALUE})",
            defaultValue = "1000000")
    private int statements;

    private final PrintStream out = System.out;
    private final ClumpEncoder encoder = new ClumpEncoder(CLUMPS, SEED);

    @Override
    public Integer call() throws Exception {
        try (EmbeddedParts parts = EmbeddedParts.startTemporary();
                OnnxEncoder real = OnnxEncoder.load(shipped());
                BareEncoder bare = new BareEncoder(real, CALLERS)) {
            bare.rate(new Comments(SEED).next(TEXTS));
            double encoded = byThemes(parts, bare);
            overTime(parts, encoded);
        }
        return 0;
    }

    private static EncoderSettings shipped() {
        return new SmallRyeConfigBuilder()
                .withMapping(EncoderSettings.class)
                .build()
                .getConfigMapping(EncoderSettings.class);
    }

    /**
     * The encoder's rate is taken beside each round, so that a machine which gets faster or slower favours neither.
     *
     * @return the encoder's rate, in texts per second
     */
    private double byThemes(EmbeddedParts parts, BareEncoder bare) throws Exception {
        out.printf(Locale.ROOT, "%nAssignment of one statement, %d rounds of %d%n", ROUNDS, DECISIONS);
        out.println("| themes | µs a statement | encoder, texts/s | share of the pipeline's time | bytes a theme |");
        out.println("|---|---|---|---|---|");
        Comments comments = new Comments(SEED + 1);
        List<Double> rates = new ArrayList<>();
        try (AssignmentRun run = new AssignmentRun(parts, encoder)) {
            ClumpSignals signals = new ClumpSignals(CLUMPS, SEED);
            int clumps = 0;
            for (int size : SIZES) {
                for (int times = 0; times < 3; times++) {
                    run.understand(signals.each(clumps, size));
                }
                clumps = size;
                List<Double> micros = new ArrayList<>();
                List<Double> shares = new ArrayList<>();
                for (int round = 0; round <= ROUNDS; round++) {
                    double rate = bare.rate(comments.next(TEXTS));
                    double taken = run.microsToDecide(vectors(size, round));
                    // the first warms up
                    if (round > 0) {
                        rates.add(rate);
                        micros.add(taken);
                        shares.add(100 * taken / (taken + 1e6 / rate));
                    }
                }
                out.printf(
                        Locale.ROOT,
                        "| %d | %s | %.0f | %s | %.0f |%n",
                        run.themes(),
                        new Figures(micros).spread("%.1f"),
                        new Figures(rates).median(),
                        new Figures(shares).spread("%.1f %%"),
                        (double) heapOf(run) / run.themes());
            }
        }
        return new Figures(rates).median();
    }

    private List<GridVector> vectors(int clumps, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, DECISIONS)
                .mapToObj(i -> GridVector.nearest(
                        encoder.encode(ClumpEncoder.text(random.nextInt(clumps), random.nextInt(Integer.MAX_VALUE)))))
                .toList();
    }

    /** The bytes of one copy of the space in memory, a mean of several. */
    private static long heapOf(AssignmentRun run) {
        long before = heap();
        List<SharedThemeSpace> loaded =
                IntStream.range(0, COPIES).mapToObj(i -> run.loaded()).toList();
        long after = heap();
        return (after - before) / loaded.size();
    }

    private void overTime(EmbeddedParts parts, double encoded) throws Exception {
        try (AssignmentRun run = new AssignmentRun(parts, encoder)) {
            // compilers are done before anything counts
            run.understand(new ClumpSignals(CLUMPS, SEED + 2).next(4 * PIECE));
        }
        out.printf(
                Locale.ROOT,
                "%nUnderstanding %d statements; at the encoder's rate: with its %.0f texts/s before it%n",
                statements,
                encoded);
        out.println("| statements | themes | statements/s | at the encoder's rate | heap, MiB | resident, MiB |");
        out.println("|---|---|---|---|---|---|");
        List<Double> seconds = new ArrayList<>();
        try (AssignmentRun run = new AssignmentRun(parts, encoder)) {
            ClumpSignals signals = new ClumpSignals(CLUMPS, SEED + 3);
            for (int done = PIECE; done <= statements; done += PIECE) {
                seconds.add(run.understand(signals.next(PIECE)));
                int pieces = seconds.size();
                if (pieces == 1 || pieces % PIECES_A_LINE == 0) {
                    double mean = mean(seconds.subList(Math.max(0, pieces - PIECES_A_LINE), pieces));
                    out.printf(
                            Locale.ROOT,
                            "| %d | %d | %.0f | %.0f | %.0f | %.0f |%n",
                            done,
                            run.themes(),
                            PIECE / mean,
                            atRate(encoded, mean),
                            heap() / 1048576.0,
                            LoopBench.residentMebibytes(ProcessHandle.current().pid()));
                }
            }
        }
        double first = seconds.getFirst();
        double last = mean(seconds.subList(Math.max(1, seconds.size() - PIECES_A_LINE), seconds.size()));
        out.printf(
                Locale.ROOT,
                "%nRate of the last %d a %d ÷ rate of the first %d: %.2f; at the encoder's rate: %.2f%n",
                Math.min(PIECES_A_LINE, seconds.size() - 1),
                PIECE,
                PIECE,
                first / last,
                atRate(encoded, last) / atRate(encoded, first));
    }

    /** Statements per second where the encoder comes before, and neither works while the other does. */
    private static double atRate(double encoded, double secondsAPiece) {
        return PIECE / (secondsAPiece + PIECE / encoded);
    }

    private static double mean(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** What is alive. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

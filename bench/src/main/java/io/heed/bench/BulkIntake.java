package io.heed.bench;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.heed.local.HeedInstance;
import io.heed.local.Part;

/** Batches and CSV files ÷ a producer in a loop. */
final class BulkIntake {

    private static final int IN_A_BATCH = 200;
    private static final int CONNECTIONS = 16;
    private static final int DIFFERENT_BATCHES = 200;
    private static final int ROWS = 200_000;
    private static final int WARM_UP_SECONDS = 40;
    private static final int OK = 200;

    private final PrintStream out = System.out;
    private final HeedInstance heed;
    private final Path data;
    private final long seed;

    BulkIntake(HeedInstance heed, Path data, long seed) {
        this.heed = heed;
        this.data = data;
        this.seed = seed;
    }

    void measure(int rounds, int seconds) throws Exception {
        URI origin = heed.origin(Part.FEEDBACK);
        String token = heed.token("ivo");
        SubmissionBodies bodies = new SubmissionBodies(seed, true);
        List<byte[]> batches = Stream.generate(() -> bodies.array(IN_A_BATCH))
                .limit(DIFFERENT_BATCHES)
                .toList();
        Path file = CsvFile.write(data.resolve("bench.csv"), ROWS, seed);
        out.printf(
                Locale.ROOT,
                "%nBatches of %d over %d connections, and a CSV of %d rows, ÷ a producer in a loop%n",
                IN_A_BATCH,
                CONNECTIONS,
                ROWS);
        List<Double> bare = new ArrayList<>();
        List<Double> batch = new ArrayList<>();
        List<Double> csv = new ArrayList<>();
        List<Double> batchRatio = new ArrayList<>();
        List<Double> csvRatio = new ArrayList<>();
        try (BareProducer limit = new BareProducer(heed);
                CsvImport imports = new CsvImport(origin, token)) {
            limit.rate(bodies, WARM_UP_SECONDS);
            batches(origin, token, batches, WARM_UP_SECONDS);
            long warm = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000L;
            for (int each = 1; System.nanoTime() < warm; each++) {
                imports.rate(file, ROWS, "warm-up-" + each);
            }
            bare.add(limit.rate(bodies, seconds));
            for (int round = 1; round <= rounds; round++) {
                batch.add(batches(origin, token, batches, seconds));
                double before = bare.getLast();
                bare.add(limit.rate(bodies, seconds));
                batchRatio.add(batch.getLast() / ((before + bare.getLast()) / 2));
                csv.add(imports.rate(file, ROWS, "round-" + round));
                before = bare.getLast();
                bare.add(limit.rate(bodies, seconds));
                csvRatio.add(csv.getLast() / ((before + bare.getLast()) / 2));
            }
        }
        out.printf(Locale.ROOT, "    producer in a loop %s records/s%n", new Figures(bare).spread("%.0f"));
        out.printf(Locale.ROOT, "    batches            %s signals/s%n", new Figures(batch).spread("%.0f"));
        out.printf(Locale.ROOT, "    CSV                %s rows/s%n", new Figures(csv).spread("%.0f"));
        out.printf(Locale.ROOT, "    ratio of batches   %s%n", new Figures(batchRatio).spread("%.3f"));
        out.printf(Locale.ROOT, "    ratio of CSV       %s%n", new Figures(csvRatio).spread("%.3f"));
    }

    private static double batches(URI origin, String token, List<byte[]> batches, int seconds) throws Exception {
        Iterator<byte[]> endless =
                Stream.generate(batches::stream).flatMap(each -> each).iterator();
        try (ClosedLoop load =
                new ClosedLoop(origin.resolve("/api/v1/signals/batch"), CONNECTIONS, token, OK, endless::next)) {
            ClosedLoop.Answers answers = load.answers(seconds);
            if (answers.refused() > 0) {
                System.err.println(answers.refused() + " batches were refused");
            }
            return answers.perSecond() * IN_A_BATCH;
        }
    }
}

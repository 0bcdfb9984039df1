package io.heed.bench.themes;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.heed.insight.encoder.EncoderSettings;
import io.heed.insight.encoder.OnnxEncoder;

/** How true, how separate and how stable themes are, on labelled sets that are streamed through a whole Heed. */
@Command(
        name = "themes",
        description = "Themes held against people's labels, ÷ k-means that is told how many there are.",
        mixinStandardHelpOptions = true)
public final class ThemesBench implements Callable<Integer> {

    private static final Map<String, String> LABEL_COLUMNS =
            Map.of("banking77", "label", "clinc150", "label", "nhs_phase1", "sublabel", "nlupp", "labels");
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
    private static final int SMALLEST_THEME = 5;
    private static final double LATER = 0.1;
    private static final String NOTHING_SAID = "null";

    @Option(
            names = "--data",
            description = "folder with NAME.csv and NAME.truth.csv (default: ${DEFAULT-VALUE})",
            defaultValue = "../shared/data")
    private Path data = Path.of("../shared/data");

    @Option(names = "--set", description = "only this set, of banking77, clinc150, nhs_phase1, nlupp")
    private @Nullable String only;

    @Option(names = "--texts", description = "texts of each set at most (default: all)", defaultValue = "1000000")
    private int texts = 1_000_000;

    private final PrintStream out = System.out;
    private final List<Double> ratios = new ArrayList<>();

    private ThemesBench() {}

    @Override
    public Integer call() throws Exception {
        out.println(
                "Themes against people's labels. k-means is told the true number; ratio = ARI ÷ its ARI (mean of 3).");
        out.println(
                "Order: ARI of two orders with each other. Kept: earlier statements under the same id after 10 % more.");
        out.println();
        out.println(
                "| set | texts | ARI | NMI | B³ F1 | found/true | unthemed | k-means | ratio | order | kept | texts/s |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        try (OnnxEncoder encoder = OnnxEncoder.load(shipped())) {
            for (String name : LABEL_COLUMNS.keySet().stream().sorted().toList()) {
                if (only != null && !only.equals(name)) {
                    continue;
                }
                if (!LabelledSet.isIn(data, name)) {
                    out.println("| " + name + " | is not in " + data + ", and left out |");
                    continue;
                }
                measure(LabelledSet.read(data, name, LABEL_COLUMNS.getOrDefault(name, "label")), encoder);
            }
        }
        if (!ratios.isEmpty()) {
            double geometric =
                    Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
            out.printf(Locale.ROOT, "%nGeometric mean of the ratios: %.2f%n", geometric);
        }
        return 0;
    }

    private static EncoderSettings shipped() {
        return new SmallRyeConfigBuilder()
                .withMapping(EncoderSettings.class)
                .build()
                .getConfigMapping(EncoderSettings.class);
    }

    private void measure(LabelledSet set, OnnxEncoder encoder) throws Exception {
        List<LabelledSet.Item> all = set.shuffled(SEEDS.getFirst(), texts).items();
        int early = (int) Math.round(all.size() / (1 + LATER));
        LabelledSet first = new LabelledSet(set.name(), all.subList(0, early));
        Map<String, String> themes;
        double rate;
        try (ThemeRun run = new ThemeRun()) {
            rate = run.send(first.items());
            themes = run.settled();
        }
        Map<String, String> otherwise;
        Map<String, String> later;
        try (ThemeRun run = new ThemeRun()) {
            run.send(first.shuffled(SEEDS.getLast(), texts).items());
            otherwise = run.settled();
            run.send(all.subList(early, all.size()));
            later = run.settled();
        }
        List<String> found = inOrder(first, themes);
        Agreement truth = new Agreement(first.labels(), found);
        double yardstick = kMeans(first, encoder);
        double ratio = truth.adjustedRandIndex() / yardstick;
        ratios.add(ratio);
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f | %.2f | %.1f %% | %.3f | %.2f | %.3f | %.1f %% | %.0f |%n",
                set.name(),
                found.size(),
                truth.adjustedRandIndex(),
                truth.normalisedMutualInformation(),
                truth.bCubed(),
                (double) themesFound(found) / first.classes(),
                100.0 * found.stream().filter(NOTHING_SAID::equals).count() / found.size(),
                yardstick,
                ratio,
                new Agreement(found, inOrder(first, otherwise)).adjustedRandIndex(),
                100 * kept(otherwise, later),
                rate);
    }

    private static List<String> inOrder(LabelledSet set, Map<String, String> themes) {
        return set.items().stream()
                .map(item -> themes.getOrDefault(item.id(), NOTHING_SAID))
                .toList();
    }

    private static long themesFound(List<String> found) {
        Map<String, Integer> sizes = new HashMap<>();
        found.forEach(theme -> sizes.merge(theme, 1, Integer::sum));
        sizes.remove(NOTHING_SAID);
        return sizes.values().stream().filter(size -> size >= SMALLEST_THEME).count();
    }

    private static double kept(Map<String, String> before, Map<String, String> after) {
        long same = before.entrySet().stream()
                .filter(entry -> entry.getValue().equals(after.get(entry.getKey())))
                .count();
        return (double) same / before.size();
    }

    private static double kMeans(LabelledSet set, OnnxEncoder encoder) {
        float[][] vectors = new float[set.items().size()][];
        IntStream.range(0, vectors.length)
                .parallel()
                .forEach(i -> vectors[i] = encoder.encode(set.items().get(i).text()));
        return SEEDS.stream()
                .mapToDouble(
                        seed -> new Agreement(set.labels(), new SphericalKMeans(vectors, set.classes(), seed).run())
                                .adjustedRandIndex())
                .average()
                .orElseThrow();
    }
}

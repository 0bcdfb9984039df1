package io.heed.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measured numbers of one kind, summed up. Percentiles are nearest-rank. */
final class Figures {

    private final double[] sorted;

    Figures(List<Double> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    int count() {
        return sorted.length;
    }

    /** The smallest number that at least that share of all is not above; {@code share} in 0…1. */
    double percentile(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
    }

    double median() {
        return percentile(0.5);
    }

    /** Median with the smallest and the largest, for a table. */
    String spread(String format) {
        return String.format(Locale.ROOT, format + "  (" + format + " … " + format + ")", median(), sorted[0], max());
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}

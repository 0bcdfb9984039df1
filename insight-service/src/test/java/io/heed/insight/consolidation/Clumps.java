package io.heed.insight.consolidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.heed.insight.encoder.GridVector;

/** Invented vectors of which it is known which belong together. */
final class Clumps {

    private static final int DIMENSIONS = 48;

    private final Random random;
    private final double[][] centres;
    final List<GridVector> vectors = new ArrayList<>();
    final List<Integer> clumps = new ArrayList<>();

    Clumps(long seed, int clumps) {
        random = new Random(seed);
        double[] common = gaussian(1);
        centres = IntStream.range(0, clumps)
                .mapToObj(i -> sum(common, gaussian(1)))
                .toArray(double[][]::new);
    }

    /** Adds that many of a clump, spread by so much of the distance between clumps. */
    Clumps add(int clump, int count, double spread) {
        for (int i = 0; i < count; i++) {
            double[] vector = sum(centres[clump], gaussian(spread));
            double length = Math.sqrt(IntStream.range(0, DIMENSIONS)
                    .mapToDouble(d -> vector[d] * vector[d])
                    .sum());
            float[] unit = new float[DIMENSIONS];
            for (int d = 0; d < DIMENSIONS; d++) {
                unit[d] = (float) (vector[d] / length);
            }
            vectors.add(GridVector.nearest(unit));
            clumps.add(clump);
        }
        return this;
    }

    private static double[] sum(double[] a, double[] b) {
        return IntStream.range(0, DIMENSIONS).mapToDouble(d -> a[d] + b[d]).toArray();
    }

    private double[] gaussian(double width) {
        return random.doubles(DIMENSIONS)
                .map(any -> width * random.nextGaussian())
                .toArray();
    }
}

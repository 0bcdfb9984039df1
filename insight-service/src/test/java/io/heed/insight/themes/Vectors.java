package io.heed.insight.themes;

import java.util.Random;

import io.heed.insight.encoder.GridVector;

/** Invented vectors of length 1, in clumps around a common middle, as texts of one organisation are. */
final class Vectors {

    private final Random random;
    private final int dimensions;
    private final double[][] centres;

    Vectors(long seed, int dimensions, int clumps) {
        this.random = new Random(seed);
        this.dimensions = dimensions;
        double[] common = gaussian(1);
        this.centres = new double[clumps][];
        for (int i = 0; i < clumps; i++) {
            centres[i] = gaussian(1);
            for (int d = 0; d < dimensions; d++) {
                centres[i][d] += common[d];
            }
        }
    }

    GridVector next() {
        double[] centre = centres[random.nextInt(centres.length)];
        double[] vector = gaussian(0.6);
        double square = 0;
        for (int d = 0; d < dimensions; d++) {
            vector[d] += centre[d];
            square += vector[d] * vector[d];
        }
        float[] unit = new float[dimensions];
        for (int d = 0; d < dimensions; d++) {
            unit[d] = (float) (vector[d] / Math.sqrt(square));
        }
        return GridVector.nearest(unit);
    }

    private double[] gaussian(double width) {
        double[] vector = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            vector[d] = width * random.nextGaussian();
        }
        return vector;
    }
}

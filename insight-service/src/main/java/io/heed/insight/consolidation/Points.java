package io.heed.insight.consolidation;

import java.util.Arrays;
import java.util.List;

import io.heed.insight.encoder.GridVector;

/** Vectors of length 1, so that a dot product is a cosine. */
final class Points {

    /** Partial sums of a dot product: independent of each other, so that the compiler turns them into vector instructions. */
    private static final int LANES = 16;

    private final float[][] vectors;

    Points(float[][] vectors) {
        this.vectors = vectors;
    }

    /** Takes what is common to all away, which tells nothing, and gives every vector the length 1. */
    static Points centred(List<GridVector> given) {
        float[] mean = mean(given);
        return new Points(given.stream().map(vector -> centred(vector, mean)).toArray(float[][]::new));
    }

    static float[] centred(GridVector vector, float[] mean) {
        float[] centred = new float[mean.length];
        for (int d = 0; d < mean.length; d++) {
            centred[d] = vector.step(d) - mean[d];
        }
        normalise(centred);
        return centred;
    }

    /** In steps. */
    static float[] mean(List<GridVector> given) {
        float[] mean = new float[given.isEmpty() ? 0 : given.getFirst().dimensions()];
        for (int d = 0; d < mean.length; d++) {
            long sum = 0;
            for (GridVector vector : given) {
                sum += vector.step(d);
            }
            mean[d] = (float) ((double) sum / given.size());
        }
        return mean;
    }

    float[] vector(int point) {
        return vectors[point];
    }

    /** All of them, for dot products with many. */
    Columns columns() {
        return Columns.of(vectors);
    }

    int count() {
        return vectors.length;
    }

    int dimensions() {
        return vectors.length == 0 ? 0 : vectors[0].length;
    }

    /** The direction of each group's mean; a group without members has none, and a zero vector. */
    float[][] directions(int[] groups, int count) {
        float[][] sums = new float[count][dimensions()];
        for (int i = 0; i < vectors.length; i++) {
            add(sums[groups[i]], vectors[i], 1);
        }
        Arrays.stream(sums).forEach(Points::normalise);
        return sums;
    }

    static void add(float[] sum, float[] vector, float times) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += times * vector[d];
        }
    }

    static void normalise(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        if (length > 0) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) (vector[d] / length);
            }
        }
    }

    static float dot(float[] a, float[] b) {
        float[] sums = new float[LANES];
        int whole = a.length / LANES * LANES;
        for (int d = 0; d < whole; d += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[lane] += a[d + lane] * b[d + lane];
            }
        }
        float sum = 0;
        for (float part : sums) {
            sum += part;
        }
        for (int d = whole; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}

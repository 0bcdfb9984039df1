package io.heed.insight.themes;

import io.heed.insight.encoder.GridVector;

/** A vector v seen from the mean μ of everything, ready to be compared with themes. */
final class Centred {

    private final double[] vector;
    private final double[] mean;
    private final double meanSquare;
    private final double withMean;
    private final double square;

    /**
     * @param total the sum of everything, which μ is taken from
     * @param weight how many vectors are in it
     */
    Centred(GridVector vector, long[] total, long weight) {
        this.vector = new double[total.length];
        this.mean = new double[total.length];
        double meanSquare = 0;
        double withMean = 0;
        for (int d = 0; d < total.length; d++) {
            double component = (double) total[d] / weight;
            this.vector[d] = vector.step(d);
            this.mean[d] = component;
            meanSquare += component * component;
            withMean += component * vector.step(d);
        }
        this.meanSquare = meanSquare;
        this.withMean = withMean;
        this.square = vector.dot(vector) - 2 * withMean + meanSquare;
    }

    /**
     * The cosine of v−μ and c−μ, −1…1; 0 where one of them is nothing.
     *
     * @param sum the theme's, of {@code count} vectors: c is their mean
     * @param sumSquare the sum's dot product with itself
     */
    double similarity(int[] sum, long count, long sumSquare) {
        // Two sums of each, so that the processor need not wait for one addition to begin the next.
        double withVector = 0;
        double withVectorToo = 0;
        double withMiddle = 0;
        double withMiddleToo = 0;
        int d = 0;
        for (; d + 1 < sum.length; d += 2) {
            withVector += sum[d] * vector[d];
            withMiddle += sum[d] * mean[d];
            withVectorToo += sum[d + 1] * vector[d + 1];
            withMiddleToo += sum[d + 1] * mean[d + 1];
        }
        if (d < sum.length) {
            withVector += sum[d] * vector[d];
            withMiddle += sum[d] * mean[d];
        }
        double n = count;
        double themeWithMean = (withMiddle + withMiddleToo) / n;
        double product = (withVector + withVectorToo) / n - withMean - themeWithMean + meanSquare;
        double lengths = square * (sumSquare / n / n - 2 * themeWithMean + meanSquare);
        return lengths > 0 ? Math.clamp(product / Math.sqrt(lengths), -1, 1) : 0;
    }
}

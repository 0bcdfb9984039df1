package io.heed.bench.themes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The yardstick: k-means by cosine over all vectors at once, told how many groups there are. Seeded as k-means++ (Arthur
 * and Vassilvitskii, 2007); Dhillon and Modha, Concept decompositions, 2001.
 */
final class SphericalKMeans {

    private static final int ROUNDS = 30;

    private final float[][] points;
    private final int groups;
    private final Random random;

    /** @param points of length 1 */
    SphericalKMeans(float[][] points, int groups, long seed) {
        this.points = points;
        this.groups = groups;
        this.random = new Random(seed);
    }

    /** The group of each point. */
    List<Integer> run() {
        float[][] centres = first();
        int[] nearest = new int[points.length];
        for (int round = 0; round < ROUNDS; round++) {
            boolean moved = false;
            for (int i = 0; i < points.length; i++) {
                int best = nearest(points[i], centres);
                moved |= best != nearest[i];
                nearest[i] = best;
            }
            if (!moved && round > 0) {
                break;
            }
            centres = means(nearest, centres);
        }
        List<Integer> result = new ArrayList<>();
        Arrays.stream(nearest).forEach(result::add);
        return result;
    }

    private float[][] first() {
        float[][] centres = new float[groups][];
        centres[0] = points[random.nextInt(points.length)];
        double[] away = new double[points.length];
        Arrays.fill(away, Double.MAX_VALUE);
        for (int c = 1; c < groups; c++) {
            double sum = 0;
            for (int i = 0; i < points.length; i++) {
                away[i] = Math.min(away[i], Math.max(0, 2 - 2 * dot(points[i], centres[c - 1])));
                sum += away[i];
            }
            double at = random.nextDouble() * sum;
            int chosen = 0;
            while (chosen < points.length - 1 && at >= away[chosen]) {
                at -= away[chosen];
                chosen++;
            }
            centres[c] = points[chosen];
        }
        return centres;
    }

    private float[][] means(int[] nearest, float[][] before) {
        float[][] sums = new float[groups][points[0].length];
        int[] counts = new int[groups];
        for (int i = 0; i < points.length; i++) {
            float[] sum = sums[nearest[i]];
            counts[nearest[i]]++;
            for (int d = 0; d < sum.length; d++) {
                sum[d] += points[i][d];
            }
        }
        for (int c = 0; c < groups; c++) {
            double length = Math.sqrt(dot(sums[c], sums[c]));
            if (counts[c] == 0 || length == 0) {
                sums[c] = before[c];
                continue;
            }
            for (int d = 0; d < sums[c].length; d++) {
                sums[c][d] = (float) (sums[c][d] / length);
            }
        }
        return sums;
    }

    private static int nearest(float[] point, float[][] centres) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            float similarity = dot(point, centres[c]);
            if (similarity > most) {
                most = similarity;
                best = c;
            }
        }
        return best;
    }

    private static float dot(float[] a, float[] b) {
        float[] sums = new float[16];
        int whole = a.length / sums.length * sums.length;
        for (int d = 0; d < whole; d += sums.length) {
            for (int lane = 0; lane < sums.length; lane++) {
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

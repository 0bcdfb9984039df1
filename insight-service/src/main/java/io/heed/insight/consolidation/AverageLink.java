package io.heed.insight.consolidation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Agglomerative clustering with average link: the two groups whose members are most similar on average become one, again
 * and again (UPGMA; Sokal and Michener, 1958). Of vectors of length 1 the mean similarity of two groups' members is
 * the dot product of their sums over the product of their counts, so nothing but sums is kept. Found by chains of nearest
 * neighbours (Murtagh, 1983), in time of the order of the square of the points.
 */
final class AverageLink {

    private record Merge(int one, int other, double similarity) {}

    private final int points;
    private final List<Merge> merges = new ArrayList<>();

    private AverageLink(int points) {
        this.points = points;
    }

    static AverageLink of(Points given) {
        AverageLink link = new AverageLink(given.count());
        link.mergeAll(given);
        return link;
    }

    /* Groups are known by the first of their points; sums of groups that were merged into others are dropped. */
    private void mergeAll(Points given) {
        float[][] sums = new float[points][];
        Arrays.setAll(sums, i -> given.vector(i).clone());
        int[] counts = new int[points];
        Arrays.fill(counts, 1);
        int[] left = new int[points];
        Arrays.setAll(left, i -> i);
        int lefts = points;
        int[] chain = new int[points];
        int length = 0;
        while (lefts > 1) {
            if (length == 0) {
                chain[length++] = left[0];
            }
            int tip = chain[length - 1];
            int before = length > 1 ? chain[length - 2] : -1;
            int nearest = before;
            double most = before < 0 ? Double.NEGATIVE_INFINITY : mean(sums, counts, tip, before);
            for (int i = 0; i < lefts; i++) {
                int other = left[i];
                if (other != tip && other != before) {
                    double similarity = mean(sums, counts, tip, other);
                    if (similarity > most) {
                        most = similarity;
                        nearest = other;
                    }
                }
            }
            if (nearest != before || before < 0) {
                chain[length++] = nearest;
                continue;
            }
            length -= 2;
            int stays = Math.min(tip, before);
            int goes = Math.max(tip, before);
            merges.add(new Merge(stays, goes, most));
            Points.add(sums[stays], sums[goes], 1);
            sums[goes] = new float[0];
            counts[stays] += counts[goes];
            int at = Arrays.binarySearch(left, 0, lefts, goes);
            System.arraycopy(left, at + 1, left, at, --lefts - at);
        }
    }

    private static double mean(float[][] sums, int[] counts, int one, int other) {
        return Points.dot(sums[one], sums[other]) / ((double) counts[one] * counts[other]);
    }

    /** The groups whose members are at least that similar on average: for each point the number of its group, from 0. */
    int[] cut(double similarity) {
        int[] parents = new int[points];
        Arrays.setAll(parents, i -> i);
        for (Merge merge : merges) {
            if (merge.similarity() >= similarity) {
                int one = root(parents, merge.one());
                int other = root(parents, merge.other());
                parents[Math.max(one, other)] = Math.min(one, other);
            }
        }
        int[] numbers = new int[points];
        int count = 0;
        for (int i = 0; i < points; i++) {
            numbers[i] = parents[i] == i ? count++ : numbers[root(parents, i)];
        }
        return numbers;
    }

    private static int root(int[] parents, int point) {
        int root = point;
        while (parents[root] != root) {
            root = parents[root];
        }
        return root;
    }
}

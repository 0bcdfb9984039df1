package io.heed.insight.consolidation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Agglomerative clustering with average link: the two groups whose members are most similar on average become one, again
 * and again (UPGMA; Sokal and Michener, 1958; updated as Lance and Williams, 1967). Found by chains of nearest neighbours
 * (Murtagh, 1983), in time and memory of the order of the square of the points: 32 MB for 4,000.
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
        link.mergeAll(similarities(given));
        return link;
    }

    /** By point, its similarity to each point before it. */
    private static float[][] similarities(Points given) {
        float[][] similarities = new float[given.count()][];
        Arrays.setAll(similarities, float[]::new);
        Columns columns = given.columns();
        float[] dots = new float[Columns.WIDTH];
        for (int block = 0; block < columns.blocks(); block++) {
            int first = block * Columns.WIDTH;
            for (int i = first + 1; i < given.count(); i++) {
                columns.dots(block, given.vector(i), dots);
                System.arraycopy(dots, 0, similarities[i], first, Math.min(columns.in(block), i - first));
            }
        }
        return similarities;
    }

    private static float of(float[][] similarities, int one, int other) {
        return one > other ? similarities[one][other] : similarities[other][one];
    }

    /* A group is known by the first of its points. */
    private void mergeAll(float[][] similarities) {
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
            float most = before < 0 ? Float.NEGATIVE_INFINITY : of(similarities, tip, before);
            for (int i = 0; i < lefts; i++) {
                int other = left[i];
                if (other != tip && of(similarities, tip, other) > most) {
                    most = of(similarities, tip, other);
                    nearest = other;
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
            int at = Arrays.binarySearch(left, 0, lefts, goes);
            System.arraycopy(left, at + 1, left, at, --lefts - at);
            merge(similarities, counts, left, lefts, stays, goes);
        }
    }

    /** The mean similarity to a group of two is that to each of them, by how many are in them. */
    private static void merge(float[][] similarities, int[] counts, int[] left, int lefts, int stays, int goes) {
        float share = (float) counts[stays] / (counts[stays] + counts[goes]);
        for (int i = 0; i < lefts; i++) {
            int other = left[i];
            if (other != stays) {
                float mean = share * of(similarities, stays, other) + (1 - share) * of(similarities, goes, other);
                similarities[Math.max(stays, other)][Math.min(stays, other)] = mean;
            }
        }
        counts[stays] += counts[goes];
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

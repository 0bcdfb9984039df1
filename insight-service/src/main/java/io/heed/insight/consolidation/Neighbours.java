package io.heed.insight.consolidation;

import java.util.Arrays;

/** The nearest others of each point. */
final class Neighbours {

    /** By point, the nearest first. */
    private final int[][] indexes;

    /** Of the same, as cosines; what is less than 0 counts as 0. */
    private final float[][] similarities;

    private Neighbours(int[][] indexes, float[][] similarities) {
        this.indexes = indexes;
        this.similarities = similarities;
    }

    /** @param count how many of each, fewer than there are points */
    static Neighbours of(Points points, int count) {
        int[][] indexes = new int[points.count()][count];
        float[][] similarities = new float[points.count()][count];
        for (float[] none : similarities) {
            Arrays.fill(none, Float.NEGATIVE_INFINITY);
        }
        Columns columns = points.columns();
        float[] dots = new float[Columns.WIDTH];
        for (int block = 0; block < columns.blocks(); block++) {
            for (int i = 0; i < points.count(); i++) {
                columns.dots(block, points.vector(i), dots);
                for (int j = 0; j < columns.in(block); j++) {
                    int other = block * Columns.WIDTH + j;
                    if (dots[j] > similarities[i][count - 1] && other != i) {
                        insert(indexes[i], similarities[i], other, dots[j]);
                    }
                }
            }
        }
        for (float[] row : similarities) {
            for (int n = 0; n < count; n++) {
                row[n] = Math.max(0, row[n]);
            }
        }
        return new Neighbours(indexes, similarities);
    }

    /** In place of the farthest, where it belongs by its similarity. */
    private static void insert(int[] indexes, float[] similarities, int index, float similarity) {
        int at = indexes.length - 1;
        for (; at > 0 && similarities[at - 1] < similarity; at--) {
            similarities[at] = similarities[at - 1];
            indexes[at] = indexes[at - 1];
        }
        similarities[at] = similarity;
        indexes[at] = index;
    }

    /**
     * Each point drawn towards its nearest: the direction of its sum with them, each as far as it is similar. What says
     * the same in other words comes closer; what merely shares a word does not.
     */
    Points smoothed(Points points, int count) {
        float[][] drawn = new float[points.count()][];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = points.vector(i).clone();
            for (int n = 0; n < count; n++) {
                Points.add(drawn[i], points.vector(indexes[i][n]), similarities[i][n]);
            }
            Points.normalise(drawn[i]);
        }
        return new Points(drawn);
    }

    /** The share of similarity to the nearest few that stays within groups, 0…1. */
    double keptTogether(int[] groups, int few) {
        double within = 0;
        double all = 0;
        for (int i = 0; i < indexes.length; i++) {
            for (int n = 0; n < Math.min(few, indexes[i].length); n++) {
                all += similarities[i][n];
                if (groups[indexes[i][n]] == groups[i]) {
                    within += similarities[i][n];
                }
            }
        }
        return all == 0 ? 0 : within / all;
    }
}

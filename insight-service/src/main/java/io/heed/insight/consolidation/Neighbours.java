package io.heed.insight.consolidation;

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
        for (int i = 0; i < points.count(); i++) {
            int known = 0;
            for (int j = 0; j < points.count(); j++) {
                if (i == j) {
                    continue;
                }
                float similarity = Points.dot(points.vector(i), points.vector(j));
                if (known < count || similarity > similarities[i][count - 1]) {
                    int at = known < count ? known++ : count - 1;
                    for (; at > 0 && similarities[i][at - 1] < similarity; at--) {
                        similarities[i][at] = similarities[i][at - 1];
                        indexes[i][at] = indexes[i][at - 1];
                    }
                    similarities[i][at] = similarity;
                    indexes[i][at] = j;
                }
            }
            for (int n = 0; n < count; n++) {
                similarities[i][n] = Math.max(0, similarities[i][n]);
            }
        }
        return new Neighbours(indexes, similarities);
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

package io.heed.insight.consolidation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the groups among points without being told how many there are.
 *
 * <p>Points are drawn towards their neighbours and clustered by average link. Where to cut depends on the organisation:
 * of a bank's questions all are close, of a whole hospital's comments few. So cuts from coarse to fine are held against
 * each other, by the mean silhouette (Rousseeuw, 1987, of directions of means instead of pairs; points in small groups
 * count as 0) times the share of neighbours' similarity that stays within groups. The first alone cuts too fine, the
 * second alone too coarse; their product has a broad top, of which the middle is taken. docs/guides/theme-quality.md
 * holds what else was tried.
 */
final class Groups {

    private static final double COARSEST = 0.06;
    private static final double STEP = 0.03;
    private static final int CUTS = 29;
    /** How much more the best cuts count than others when the middle is taken. */
    private static final int SHARPNESS = 20;

    private static final int FEW_NEIGHBOURS = 5;
    private static final int LEAST_NEIGHBOURS = 3;
    private static final double NEIGHBOURS_BY_ROOT = 0.2;
    private static final int FEWEST_POINTS = 10;
    private static final int COUNTS_FROM = 5;

    private Groups() {}

    /** For each point the number of its group, from 0; the same points in the same order give the same. */
    static int[] of(Points points) {
        int n = points.count();
        if (n < FEWEST_POINTS) {
            return new int[n];
        }
        int drawing = Math.min(n - 2, Math.max(LEAST_NEIGHBOURS, (int) Math.round(Math.sqrt(n) * NEIGHBOURS_BY_ROOT)));
        Neighbours neighbours = Neighbours.of(points, Math.min(n - 2, Math.max(drawing, FEW_NEIGHBOURS)));
        AverageLink tree = AverageLink.of(neighbours.smoothed(points, drawing));
        int[][] cuts = IntStream.range(0, CUTS)
                .mapToObj(i -> tree.cut(COARSEST + i * STEP))
                .toArray(int[][]::new);
        return cuts[
                middle(Arrays.stream(cuts)
                        .mapToDouble(cut -> silhouette(points, cut) * neighbours.keptTogether(cut, FEW_NEIGHBOURS))
                        .toArray())];
    }

    private static int middle(double[] worths) {
        double most = Arrays.stream(worths).max().orElse(0);
        if (most <= 0) {
            return worths.length / 2;
        }
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < worths.length; i++) {
            double weight = Math.pow(worths[i] / most, SHARPNESS);
            weights += weight;
            sum += i * weight;
        }
        return (int) Math.rint(sum / weights);
    }

    /** 0 where it would be negative. */
    private static double silhouette(Points points, int[] groups) {
        int count = Arrays.stream(groups).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int group : groups) {
            sizes[group]++;
        }
        int[] large = IntStream.range(0, count)
                .filter(group -> sizes[group] >= COUNTS_FROM)
                .toArray();
        if (large.length < 2) {
            return 0;
        }
        float[][] directions = points.directions(groups, count);
        double sum = 0;
        for (int i = 0; i < groups.length; i++) {
            if (sizes[groups[i]] < COUNTS_FROM) {
                continue;
            }
            double own = 0;
            double next = Double.NEGATIVE_INFINITY;
            for (int group : large) {
                double similarity = Points.dot(points.vector(i), directions[group]);
                if (group == groups[i]) {
                    own = similarity;
                } else {
                    next = Math.max(next, similarity);
                }
            }
            sum += (own - next) / Math.max(1e-9, Math.max(1 - own, 1 - next));
        }
        return Math.max(0, sum / groups.length);
    }
}

package io.heed.insight.consolidation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Finds the groups among points without being told how many there are.
 *
 * <p>Points are drawn towards their neighbours and clustered by average link. Where to cut depends on the organisation:
 * of a bank's questions all are close, of a whole hospital's comments few. So cuts from coarse to fine are held against
 * each other, by the mean silhouette (Rousseeuw, 1987, of directions of means instead of pairs; points in small groups
 * count as 0) times the share of neighbours' similarity that stays within groups. The first alone cuts too fine, the
 * second alone too coarse; their product has a broad top, of which the middle is taken. What is smaller than the
 * neighbourhoods that points are drawn to is no evidence of a group: its members join the nearest of the others, unless
 * they are farther from it than nearly all of its own. docs/guides/theme-quality.md holds what else was tried.
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

    /** The share of a group's members that are taken for strayed when it is asked how far it reaches. */
    private static final double STRAYED = 0.01;

    private final Points points;
    private final int[] numbers;
    private final int evidentFrom;
    private final int[] sizes;
    private final float[][] directions;

    private Groups(Points points, int[] numbers, int evidentFrom) {
        this.points = points;
        this.numbers = numbers;
        this.evidentFrom = evidentFrom;
        this.sizes = sizes(numbers);
        this.directions = points.directions(numbers, sizes.length);
    }

    /** Finds the groups; the same points in the same order give the same. */
    static Groups of(Points points) {
        int n = points.count();
        if (n < FEWEST_POINTS) {
            return new Groups(points, new int[n], COUNTS_FROM);
        }
        int drawing = Math.min(n - 2, Math.max(LEAST_NEIGHBOURS, (int) Math.round(Math.sqrt(n) * NEIGHBOURS_BY_ROOT)));
        Neighbours neighbours = Neighbours.of(points, Math.min(n - 2, Math.max(drawing, FEW_NEIGHBOURS)));
        AverageLink tree = AverageLink.of(neighbours.smoothed(points, drawing));
        int[][] cuts = IntStream.range(0, CUTS)
                .mapToObj(i -> tree.cut(COARSEST + i * STEP))
                .toArray(int[][]::new);
        double[] worths = Arrays.stream(cuts)
                .mapToDouble(cut -> silhouette(points, cut) * neighbours.keptTogether(cut, FEW_NEIGHBOURS))
                .toArray();
        return new Groups(points, cuts[middle(worths)], Math.max(COUNTS_FROM, drawing)).withoutTheSmallest();
    }

    private Groups withoutTheSmallest() {
        OptionalDouble reach = reach(STRAYED);
        if (reach.isEmpty()) {
            return this;
        }
        int[] joined = numbers.clone();
        for (int i = 0; i < joined.length; i++) {
            if (sizes[joined[i]] < evidentFrom) {
                Nearest nearest = nearest(points.vector(i), evidentFrom);
                joined[i] = nearest.similarity() >= reach.getAsDouble() ? nearest.group() : joined[i];
            }
        }
        return new Groups(points, renumbered(joined), evidentFrom);
    }

    /** The group of a point, from 0. */
    int of(int point) {
        return numbers[point];
    }

    int count() {
        return sizes.length;
    }

    /** How similar a point is to its group's direction. */
    double similarity(int point) {
        return Math.clamp(Points.dot(points.vector(point), directions[numbers[point]]), -1, 1);
    }

    /**
     * The similarity to their group that all but this share of points have, of groups that are large enough to tell;
     * empty where none is.
     */
    OptionalDouble reach(double strayed) {
        double[] own = IntStream.range(0, numbers.length)
                .filter(i -> sizes[numbers[i]] >= evidentFrom)
                .mapToDouble(this::similarity)
                .sorted()
                .toArray();
        return own.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(own[(int) (strayed * (own.length - 1))]);
    }

    /** A group, −1 for none, and how similar its direction is. */
    record Nearest(int group, double similarity) {}

    /** The nearest of the groups that have so many members at least. */
    Nearest nearest(float[] vector, int least) {
        int best = -1;
        float most = Float.NEGATIVE_INFINITY;
        for (int group = 0; group < sizes.length; group++) {
            if (sizes[group] >= least) {
                float similarity = Points.dot(vector, directions[group]);
                if (similarity > most) {
                    most = similarity;
                    best = group;
                }
            }
        }
        return new Nearest(best, Math.clamp(most, -1, 1));
    }

    private static int[] sizes(int[] numbers) {
        int[] sizes = new int[Arrays.stream(numbers).max().orElse(-1) + 1];
        for (int number : numbers) {
            sizes[number]++;
        }
        return sizes;
    }

    private static int[] renumbered(int[] numbers) {
        Map<Integer, Integer> inOrder = new HashMap<>();
        return Arrays.stream(numbers)
                .map(number -> {
                    Integer known = inOrder.putIfAbsent(number, inOrder.size());
                    return known == null ? inOrder.size() - 1 : known;
                })
                .toArray();
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
        int[] sizes = sizes(groups);
        int[] large = IntStream.range(0, sizes.length)
                .filter(group -> sizes[group] >= COUNTS_FROM)
                .toArray();
        if (large.length < 2) {
            return 0;
        }
        float[][] directions = points.directions(groups, sizes.length);
        Columns columns = Columns.of(
                Arrays.stream(large).mapToObj(group -> directions[group]).toArray(float[][]::new));
        float[] own = new float[groups.length];
        float[] next = new float[groups.length];
        Arrays.fill(next, Float.NEGATIVE_INFINITY);
        float[] dots = new float[Columns.WIDTH];
        for (int block = 0; block < columns.blocks(); block++) {
            for (int i = 0; i < groups.length; i++) {
                if (sizes[groups[i]] >= COUNTS_FROM) {
                    columns.dots(block, points.vector(i), dots);
                    for (int j = 0; j < columns.in(block); j++) {
                        if (large[block * Columns.WIDTH + j] == groups[i]) {
                            own[i] = dots[j];
                        } else {
                            next[i] = Math.max(next[i], dots[j]);
                        }
                    }
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < groups.length; i++) {
            if (sizes[groups[i]] >= COUNTS_FROM) {
                sum += (own[i] - next[i]) / Math.max(1e-9, Math.max(1.0 - own[i], 1.0 - next[i]));
            }
        }
        return Math.max(0, sum / groups.length);
    }
}

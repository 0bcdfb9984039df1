package io.heed.insight.themes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.statements.DerivedId;

/**
 * Decides which theme a statement joins: the one with the most similar mean if that is similar enough, else a new one.
 *
 * <p>Similarity is the cosine after the organisation's own mean μ is taken away, (v−μ)·(c−μ) ÷ (|v−μ| |c−μ|), with c
 * the theme's mean: people of one organisation all talk about the same things, and what is common to all tells nothing.
 * μ starts as the mean of a general background and moves with each statement, in the order of decision.
 *
 * <p>With S the theme's sum, n its count, M the sum of all (background included) and N their count, everything follows
 * from v·S, v·M, S·S, S·M and M·M. Only v·S must be computed for every theme; S·S and S·M are kept as sums go on:
 * when v joins theme t, S·M grows by v·S for every theme, and S·S of t by 2 v·S + v·v. All of these are whole numbers
 * of steps² and exact, so the same statements in the same order give the same themes, wherever and however the sums
 * came about. Where two themes are exactly as similar the smaller id wins.
 *
 * <p>Not safe for use by several threads: whoever holds the database's lock on the theme space uses it.
 */
final class ThemeSpace {

    private static final double SLACK = 1 - 1e-9;

    private final int dimensions;
    private double threshold;
    private final SumMatrix sums;
    private final List<UUID> ids = new ArrayList<>();
    private final Map<UUID, Integer> indexes = new HashMap<>();
    private long[] counts = new long[256];
    private long[] squares = new long[256];
    private long[] withTotal = new long[256];
    private double[] dots = new double[256];
    private long[] total;
    private long weight;

    /**
     * An empty space.
     *
     * @param threshold the least similarity to join, −1…1
     * @param total the sum of the background's vectors
     * @param weight how many vectors are in it
     */
    ThemeSpace(double threshold, long[] total, long weight) {
        this.dimensions = total.length;
        this.threshold = threshold;
        this.sums = new SumMatrix(dimensions);
        this.total = total.clone();
        this.weight = weight;
    }

    /** From now on a statement joins a theme from this similarity on, −1…1. */
    void joinFrom(double least) {
        threshold = least;
    }

    /** Decides on a statement and counts it in. */
    Decision decide(UUID statementId, GridVector vector) {
        int themes = ids.size();
        sums.dots(vector, themes, dots);
        double meanSquare = squareOf(total) / ((double) weight * weight);
        long withAll = dotTotal(vector);
        double withMean = (double) withAll / weight;
        double length = vector.dot(vector) - 2 * withMean + meanSquare;

        int best = -1;
        double bestSimilarity = threshold;
        for (int i = 0; i < themes; i++) {
            if (counts[i] > 0 && mayReach(bestSimilarity, i, withMean, meanSquare, length)) {
                double similarity = similarity(i, withMean, meanSquare, length);
                if (similarity > bestSimilarity || (similarity == bestSimilarity && precedes(i, best))) {
                    best = i;
                    bestSimilarity = similarity;
                }
            }
        }
        boolean born = best < 0;
        UUID themeId = born ? DerivedId.ofTheme(statementId) : ids.get(best);
        join(born ? indexOf(themeId) : best, vector);
        return new Decision(themeId, born ? 1 : bestSimilarity, born);
    }

    /**
     * Whether the theme may be as similar as that: leaves most themes out without a root. For a similarity of 0 or more
     * the product has to be as large as its share of the lengths, squares compared; a little slack keeps rounding from
     * leaving out what {@link #similarity} would let in.
     */
    private boolean mayReach(double least, int theme, double withMean, double meanSquare, double length) {
        double n = counts[theme];
        double themeWithMean = withTotal[theme] / n / weight;
        double product = dots[theme] / n - withMean - themeWithMean + meanSquare;
        if (least < 0) {
            return true;
        }
        double themeLength = squares[theme] / n / n - 2 * themeWithMean + meanSquare;
        return product >= 0 && product * product >= least * least * length * themeLength * SLACK;
    }

    private double similarity(int theme, double withMean, double meanSquare, double length) {
        double n = counts[theme];
        double themeWithMean = withTotal[theme] / n / weight;
        double product = dots[theme] / n - withMean - themeWithMean + meanSquare;
        double themeLength = squares[theme] / n / n - 2 * themeWithMean + meanSquare;
        double lengths = length * themeLength;
        return lengths > 0 ? Math.clamp(product / Math.sqrt(lengths), -1, 1) : 0;
    }

    private boolean precedes(int theme, int best) {
        return best < 0 || ids.get(theme).compareTo(ids.get(best)) < 0;
    }

    /** The themes that are most like a vector, the most similar first, and of equal ones the smaller id. */
    List<Likeness> mostLike(GridVector vector, int most) {
        sums.dots(vector, ids.size(), dots);
        double meanSquare = squareOf(total) / ((double) weight * weight);
        double withMean = (double) dotTotal(vector) / weight;
        double length = vector.dot(vector) - 2 * withMean + meanSquare;
        return IntStream.range(0, ids.size())
                .filter(i -> counts[i] > 0)
                .mapToObj(i -> new Likeness(ids.get(i), similarity(i, withMean, meanSquare, length)))
                .sorted(Comparator.comparingDouble(Likeness::similarity)
                        .reversed()
                        .thenComparing(Likeness::themeId))
                .limit(most)
                .toList();
    }

    /** How like a theme a vector is; 1 for a theme that has nothing yet. */
    double similarity(UUID themeId, GridVector vector) {
        Integer theme = indexes.get(themeId);
        if (theme == null || counts[theme] == 0) {
            return 1;
        }
        sums.dots(vector, ids.size(), dots);
        double withMean = (double) dotTotal(vector) / weight;
        double meanSquare = squareOf(total) / ((double) weight * weight);
        return similarity(theme, withMean, meanSquare, vector.dot(vector) - 2 * withMean + meanSquare);
    }

    /** Counts a vector into a theme that was decided on elsewhere. */
    void join(UUID themeId, GridVector vector) {
        int theme = indexOf(themeId);
        sums.dots(vector, ids.size(), dots);
        join(theme, vector);
    }

    private void join(int theme, GridVector vector) {
        for (int i = 0; i < ids.size(); i++) {
            withTotal[i] += (long) dots[i];
        }
        for (int d = 0; d < dimensions; d++) {
            total[d] += vector.step(d);
        }
        weight++;
        squares[theme] += 2 * (long) dots[theme] + vector.dot(vector);
        withTotal[theme] += dotTotal(vector);
        counts[theme]++;
        sums.add(theme, vector, 1);
    }

    /** Takes a vector out of a theme again, and out of the sum of everything: nothing of it remains. */
    void leave(UUID themeId, GridVector vector) {
        int theme = indexOf(themeId);
        sums.dots(vector, ids.size(), dots);
        squares[theme] += vector.dot(vector) - 2 * (long) dots[theme];
        withTotal[theme] -= dotTotal(vector);
        counts[theme]--;
        sums.add(theme, vector, -1);
        sums.dots(vector, ids.size(), dots);
        for (int i = 0; i < ids.size(); i++) {
            withTotal[i] -= (long) dots[i];
        }
        for (int d = 0; d < dimensions; d++) {
            total[d] -= vector.step(d);
        }
        weight--;
    }

    /** Takes over a theme as it was stored, whatever was known of it before. To be followed by {@link #settle}. */
    void put(ThemeSums stored) {
        int theme = indexOf(stored.themeId());
        // A theme that came back from its topic has no sum until its statements' words are back.
        int[] sum = stored.vectors() == 0 ? new int[dimensions] : stored.sum();
        counts[theme] = stored.vectors();
        sums.set(theme, sum);
        squares[theme] = 0;
        for (int step : sum) {
            squares[theme] += (long) step * step;
        }
    }

    /** Takes over the sum of everything as it was stored, and brings what follows from it into line. */
    void settle(long[] storedTotal, long storedWeight) {
        total = storedTotal.clone();
        weight = storedWeight;
        for (int i = 0; i < ids.size(); i++) {
            int[] sum = sums.get(i);
            withTotal[i] = 0;
            for (int d = 0; d < dimensions; d++) {
                withTotal[i] += sum[d] * total[d];
            }
        }
    }

    ThemeSums sums(UUID themeId) {
        int theme = indexOf(themeId);
        return new ThemeSums(themeId, counts[theme], sums.get(theme));
    }

    long[] total() {
        return total.clone();
    }

    long weight() {
        return weight;
    }

    int size() {
        return ids.size();
    }

    private int indexOf(UUID themeId) {
        Integer known = indexes.get(themeId);
        if (known != null) {
            return known;
        }
        int theme = ids.size();
        ids.add(themeId);
        indexes.put(themeId, theme);
        if (theme == counts.length) {
            counts = Arrays.copyOf(counts, 2 * theme);
            squares = Arrays.copyOf(squares, 2 * theme);
            withTotal = Arrays.copyOf(withTotal, 2 * theme);
            dots = Arrays.copyOf(dots, 2 * theme);
        }
        dots[theme] = 0;
        counts[theme] = 0;
        squares[theme] = 0;
        withTotal[theme] = 0;
        sums.set(theme, new int[dimensions]);
        return theme;
    }

    private long dotTotal(GridVector vector) {
        long sum = 0;
        for (int d = 0; d < dimensions; d++) {
            sum += vector.step(d) * total[d];
        }
        return sum;
    }

    private static double squareOf(long[] total) {
        double sum = 0;
        for (long component : total) {
            sum += (double) component * component;
        }
        return sum;
    }
}

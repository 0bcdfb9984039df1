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
 * from v·S, S·M, v·M, S·S and M·M. S·S is kept as sums go on: when v joins, it grows by 2 v·S + v·v. All sums are whole
 * numbers of steps and exact, so the same statements in the same order give the same themes, wherever and however the
 * sums came about. Where two themes are exactly as similar the smaller id wins.
 *
 * <p>Not every theme is looked at: v·S is computed for the {@value #LOOKED_AT} themes and more whose {@link Sketches}
 * are nearest, so that a statement costs little more among 10,000 themes than among 100.
 *
 * <p>Not safe for use by several threads: whoever holds the database's lock on the theme space uses it.
 */
final class ThemeSpace {

    static final int LOOKED_AT = 64;

    private final int dimensions;
    private double threshold;
    private final Sketches sketches;
    private final List<UUID> ids = new ArrayList<>();
    private final Map<UUID, Integer> indexes = new HashMap<>();
    private final List<int[]> sums = new ArrayList<>();
    private long[] counts = new long[256];
    private long[] squares = new long[256];
    private int[] near = new int[256];
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
        this.sketches = new Sketches(total, weight);
        this.total = total.clone();
        this.weight = weight;
    }

    /** From now on a statement joins a theme from this similarity on, −1…1. */
    void joinFrom(double least) {
        threshold = least;
    }

    /** Decides on a statement and counts it in. */
    Decision decide(UUID statementId, GridVector vector) {
        Centred centred = new Centred(vector, total, weight);
        int found = sketches.nearest(vector, ids.size(), LOOKED_AT, near);
        int best = -1;
        double bestSimilarity = threshold;
        for (int i = 0; i < found; i++) {
            int theme = near[i];
            double similarity = centred.similarity(sums.get(theme), counts[theme], squares[theme]);
            if (similarity > bestSimilarity || (similarity == bestSimilarity && precedes(theme, best))) {
                best = theme;
                bestSimilarity = similarity;
            }
        }
        boolean born = best < 0;
        UUID themeId = born ? DerivedId.ofTheme(statementId) : ids.get(best);
        count(born ? indexOf(themeId) : best, vector, 1);
        return new Decision(themeId, born ? 1 : bestSimilarity, born);
    }

    private boolean precedes(int theme, int best) {
        return best < 0 || ids.get(theme).compareTo(ids.get(best)) < 0;
    }

    /** The themes that are most like a vector, of all, the most similar first, and of equal ones the smaller id. */
    List<Likeness> mostLike(GridVector vector, int most) {
        Centred centred = new Centred(vector, total, weight);
        return IntStream.range(0, ids.size())
                .filter(theme -> counts[theme] > 0)
                .mapToObj(theme -> new Likeness(
                        ids.get(theme), centred.similarity(sums.get(theme), counts[theme], squares[theme])))
                .sorted(Comparator.comparingDouble(Likeness::similarity)
                        .reversed()
                        .thenComparing(Likeness::themeId))
                .limit(most)
                .toList();
    }

    /** How like a theme a vector is; 1 for a theme that has nothing yet. */
    double similarity(UUID themeId, GridVector vector) {
        Integer theme = indexes.get(themeId);
        return theme == null || counts[theme] == 0
                ? 1
                : new Centred(vector, total, weight).similarity(sums.get(theme), counts[theme], squares[theme]);
    }

    /** Counts a vector into a theme that was decided on elsewhere. */
    void join(UUID themeId, GridVector vector) {
        count(indexOf(themeId), vector, 1);
    }

    /** Takes a vector out of a theme again, and out of the sum of everything: nothing of it remains. */
    void leave(UUID themeId, GridVector vector) {
        count(indexOf(themeId), vector, -1);
    }

    private void count(int theme, GridVector vector, int times) {
        int[] sum = sums.get(theme);
        long withSum = 0;
        for (int d = 0; d < dimensions; d++) {
            int step = vector.step(d);
            withSum += (long) step * sum[d];
            int change = times * step;
            sum[d] = Math.addExact(sum[d], change);
            total[d] += change;
        }
        weight += times;
        counts[theme] += times;
        squares[theme] += 2L * times * withSum + vector.dot(vector);
        sketches.set(theme, sum, counts[theme]);
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
        sketches.set(theme, sum, stored.vectors());
    }

    /** Takes over the sum of everything as it was stored. */
    void settle(long[] storedTotal, long storedWeight) {
        total = storedTotal.clone();
        weight = storedWeight;
    }

    ThemeSums sums(UUID themeId) {
        int theme = indexOf(themeId);
        return new ThemeSums(themeId, counts[theme], sums.get(theme).clone());
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
            near = new int[2 * theme];
        }
        counts[theme] = 0;
        squares[theme] = 0;
        int[] sum = new int[dimensions];
        sums.add(sum);
        sketches.set(theme, sum, 0);
        return theme;
    }
}

package io.heed.insight.themes;

import java.util.Arrays;

import io.heed.insight.encoder.GridVector;

/**
 * A theme in one bit a dimension: whether its mean lies above or below the background's there. The smaller the angle
 * between two vectors, the fewer bits differ, so themes worth a closer look are found in a hundredth of the memory.
 *
 * <p>A sketch follows from the theme's own sum and the background alone, neither from other themes nor from the order
 * in which they came, so the same sums are looked at on every replica. Themes without vectors are near to nothing.
 */
final class Sketches {

    private final long[] centre;
    private final long weight;
    private final long[][] words;
    private boolean[] empty = new boolean[256];
    private int[] distances = new int[256];

    /**
     * @param centre the sum of the background's vectors
     * @param weight how many vectors are in it
     */
    Sketches(long[] centre, long weight) {
        this.centre = centre.clone();
        this.weight = weight;
        this.words = new long[Math.ceilDiv(centre.length, Long.SIZE)][256];
    }

    /** Sketches the theme of that index, the sum of so many vectors. */
    void set(int theme, int[] sum, long vectors) {
        if (theme >= distances.length) {
            int room = 2 * theme;
            distances = new int[room];
            empty = Arrays.copyOf(empty, room);
            for (int w = 0; w < words.length; w++) {
                words[w] = Arrays.copyOf(words[w], room);
            }
        }
        empty[theme] = vectors == 0;
        for (int w = 0; w < words.length; w++) {
            long word = 0;
            for (int d = w * Long.SIZE; d < Math.min((w + 1) * Long.SIZE, centre.length); d++) {
                word = (word << 1) | (sum[d] * weight > centre[d] * vectors ? 1 : 0);
            }
            words[w][theme] = word;
        }
    }

    /**
     * Writes the indexes of the themes that differ in the fewest bits: at least so many, if there are, and all that
     * differ in as many bits as the last of them.
     *
     * @return how many these are: {@code into} holds so many, in the order of their indexes
     */
    int nearest(GridVector vector, int themes, int most, int[] into) {
        Arrays.fill(distances, 0, themes, 0);
        for (int w = 0; w < words.length; w++) {
            addDifferences(words[w], word(vector, w), themes);
        }
        int bound = bound(themes, most);
        int found = 0;
        for (int i = 0; i < themes; i++) {
            if (distances[i] <= bound && !empty[i]) {
                into[found++] = i;
            }
        }
        return found;
    }

    private long word(GridVector vector, int w) {
        long word = 0;
        for (int d = w * Long.SIZE; d < Math.min((w + 1) * Long.SIZE, centre.length); d++) {
            word = (word << 1) | (vector.step(d) * weight > centre[d] ? 1 : 0);
        }
        return word;
    }

    private void addDifferences(long[] sketches, long word, int themes) {
        int[] into = distances;
        for (int i = 0; i < themes; i++) {
            into[i] += Long.bitCount(sketches[i] ^ word);
        }
    }

    /** The least distance within which so many themes are. */
    private int bound(int themes, int most) {
        if (themes <= most) {
            return centre.length;
        }
        int[] at = new int[centre.length + 1];
        for (int i = 0; i < themes; i++) {
            at[distances[i]] += empty[i] ? 0 : 1;
        }
        int bound = 0;
        for (int within = at[0]; within < most && bound < centre.length; within += at[bound]) {
            bound++;
        }
        return bound;
    }
}

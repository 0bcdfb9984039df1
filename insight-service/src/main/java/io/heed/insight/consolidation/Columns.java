package io.heed.insight.consolidation;

import java.util.Arrays;

/**
 * Many vectors side by side, for their dot products with others: blocks of {@value #WIDTH} vectors, within a block
 * dimension by dimension, so that the inner loop runs over neighbours and a block stays near the processor while many
 * others pass it.
 */
final class Columns {

    static final int WIDTH = 64;
    private static final int STRIDE = 4;

    private final float[][] blocks;
    private final int count;

    private Columns(float[][] blocks, int count) {
        this.blocks = blocks;
        this.count = count;
    }

    static Columns of(float[][] vectors) {
        int dimensions = vectors.length == 0 ? 0 : vectors[0].length;
        int rows = Math.ceilDiv(dimensions, STRIDE) * STRIDE;
        float[][] blocks = new float[Math.ceilDiv(vectors.length, WIDTH)][rows * WIDTH];
        for (int v = 0; v < vectors.length; v++) {
            float[] block = blocks[v / WIDTH];
            for (int d = 0; d < dimensions; d++) {
                block[d * WIDTH + v % WIDTH] = vectors[v][d];
            }
        }
        return new Columns(blocks, vectors.length);
    }

    int blocks() {
        return blocks.length;
    }

    /** How many vectors there are in a block. */
    int in(int block) {
        return Math.min(WIDTH, count - block * WIDTH);
    }

    /** Writes the dot product of a vector with each of a block; what is beyond the last of them is 0. */
    void dots(int block, float[] vector, float[] into) {
        Arrays.fill(into, 0);
        addUp(blocks[block], vector, into);
    }

    private static void addUp(float[] block, float[] vector, float[] sums) {
        int whole = vector.length / STRIDE * STRIDE;
        for (int d = 0, at = 0; d < whole; d += STRIDE, at += STRIDE * WIDTH) {
            float a = vector[d];
            float b = vector[d + 1];
            float c = vector[d + 2];
            float e = vector[d + 3];
            for (int i = 0; i < WIDTH; i++) {
                sums[i] += a * block[at + i]
                        + b * block[at + WIDTH + i]
                        + c * block[at + 2 * WIDTH + i]
                        + e * block[at + 3 * WIDTH + i];
            }
        }
        for (int d = whole; d < vector.length; d++) {
            for (int i = 0; i < WIDTH; i++) {
                sums[i] += vector[d] * block[d * WIDTH + i];
            }
        }
    }
}

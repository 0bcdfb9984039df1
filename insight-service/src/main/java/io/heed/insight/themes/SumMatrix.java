package io.heed.insight.themes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.heed.insight.encoder.GridVector;

/**
 * The sum vectors of all themes, in steps, laid out for the one pass over all of them that each statement costs: blocks
 * of {@value #WIDTH} themes, within a block dimension by dimension, so that the inner loop runs over neighbours.
 *
 * <p>All numbers are whole. Products are added up in doubles, which hold whole numbers up to 2⁵³ exactly: enough for
 * some 500 million statements in one theme. A component outgrows its int after 500,000 equal statements and more
 * (2³¹/4096, were all of the vector's length in that one component), which is refused, not wrapped.
 */
final class SumMatrix {

    private static final int WIDTH = 256;
    private static final int STRIDE = 4;

    private final int dimensions;
    private final int rows;
    private final List<int[]> blocks = new ArrayList<>();

    SumMatrix(int dimensions) {
        this.dimensions = dimensions;
        this.rows = Math.ceilDiv(dimensions, STRIDE) * STRIDE;
    }

    /** Adds the vector so many times; −1 takes it away. */
    void add(int theme, GridVector vector, int times) {
        int[] block = block(theme);
        for (int d = 0, at = theme % WIDTH; d < dimensions; d++, at += WIDTH) {
            block[at] = Math.addExact(block[at], times * vector.step(d));
        }
    }

    void set(int theme, int[] sum) {
        int[] block = block(theme);
        for (int d = 0, at = theme % WIDTH; d < dimensions; d++, at += WIDTH) {
            block[at] = sum[d];
        }
    }

    int[] get(int theme) {
        int[] block = block(theme);
        int[] sum = new int[dimensions];
        for (int d = 0, at = theme % WIDTH; d < dimensions; d++, at += WIDTH) {
            sum[d] = block[at];
        }
        return sum;
    }

    /** Writes the dot product of the vector with each of the first {@code themes} sums, in steps². */
    void dots(GridVector vector, int themes, double[] into) {
        double[] steps = new double[rows];
        for (int d = 0; d < dimensions; d++) {
            steps[d] = vector.step(d);
        }
        double[] sums = new double[WIDTH];
        for (int first = 0; first < themes; first += WIDTH) {
            Arrays.fill(sums, 0);
            addUp(blocks.get(first / WIDTH), steps, sums);
            System.arraycopy(sums, 0, into, first, Math.min(WIDTH, themes - first));
        }
    }

    private static void addUp(int[] block, double[] steps, double[] sums) {
        // Four dimensions a round: the compiler turns the inner loop into vector instructions, and each partial sum is
        // loaded and stored a quarter as often.
        for (int d = 0, at = 0; d < steps.length; d += STRIDE, at += STRIDE * WIDTH) {
            double a = steps[d];
            double b = steps[d + 1];
            double c = steps[d + 2];
            double e = steps[d + 3];
            for (int i = 0; i < WIDTH; i++) {
                sums[i] += a * block[at + i]
                        + b * block[at + WIDTH + i]
                        + c * block[at + 2 * WIDTH + i]
                        + e * block[at + 3 * WIDTH + i];
            }
        }
    }

    private int[] block(int theme) {
        while (blocks.size() <= theme / WIDTH) {
            blocks.add(new int[rows * WIDTH]);
        }
        return blocks.get(theme / WIDTH);
    }
}

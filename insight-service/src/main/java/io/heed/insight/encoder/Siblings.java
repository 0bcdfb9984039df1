package io.heed.insight.encoder;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives each statement a share of what its text says as a whole: the direction of v + s, where v is the statement's own
 * direction and s the direction of Σ length·v over all statements of the text, itself and those that say nothing
 * included. A text is split where it turns to something else, and often it does not turn far: alone, its statements end
 * up in more themes than people would give the whole.
 *
 * <p>Computed from vectors on the grid, Σ in whole numbers and the rest by correctly rounded operations in a fixed order,
 * so that the same text has the same vectors whenever and wherever it is read again.
 */
final class Siblings {

    private Siblings() {}

    /**
     * The statements' vectors with their shares; of one statement, its own vector.
     *
     * @param alone the vector of each statement by itself
     * @param lengths the length of each in characters
     */
    static List<GridVector> mixed(List<GridVector> alone, List<Integer> lengths) {
        if (alone.size() < 2) {
            return alone;
        }
        double[] whole = new double[alone.getFirst().dimensions()];
        for (int d = 0; d < whole.length; d++) {
            long sum = 0;
            for (int i = 0; i < alone.size(); i++) {
                sum += (long) lengths.get(i) * alone.get(i).step(d);
            }
            whole[d] = sum;
        }
        toLengthOne(whole);
        List<GridVector> mixed = new ArrayList<>(alone.size());
        for (GridVector vector : alone) {
            double[] sum = new double[whole.length];
            for (int d = 0; d < sum.length; d++) {
                sum[d] = vector.step(d);
            }
            toLengthOne(sum);
            for (int d = 0; d < sum.length; d++) {
                sum[d] += whole[d];
            }
            toLengthOne(sum);
            mixed.add(GridVector.nearest(sum));
        }
        return mixed;
    }

    private static void toLengthOne(double[] vector) {
        double squares = 0;
        for (double component : vector) {
            squares += component * component;
        }
        double length = Math.sqrt(squares);
        for (int d = 0; d < vector.length && length > 0; d++) {
            vector[d] /= length;
        }
    }
}

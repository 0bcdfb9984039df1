package io.heed.insight.encoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An encoder's vector, rounded to whole multiples of 1/{@value #STEPS}.
 *
 * <p>The rounding moves a vector of length 1 by about 0.001, far less than an int8 model does by itself; in return sums
 * and dot products of such vectors are whole numbers. They come out the same in every order and on every machine, a sum
 * from which a vector is taken away again holds no trace of it, and a rebuilt theme equals the one it was. Stored as
 * two bytes a component.
 */
public final class GridVector {

    /** How many steps make 1. */
    public static final int STEPS = 4096;

    private final short[] steps;

    private GridVector(short[] steps) {
        this.steps = steps;
    }

    /** The nearest vector on the grid; components are within −1…1. */
    public static GridVector nearest(float[] vector) {
        short[] steps = new short[vector.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (short) Math.round(vector[i] * STEPS);
        }
        return new GridVector(steps);
    }

    /** The same. */
    static GridVector nearest(double[] vector) {
        short[] steps = new short[vector.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (short) Math.round(vector[i] * STEPS);
        }
        return new GridVector(steps);
    }

    /** Reads what {@link #toBytes} wrote. */
    public static GridVector ofBytes(byte[] bytes) {
        short[] steps = new short[bytes.length / Short.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(steps);
        return new GridVector(steps);
    }

    /** Two bytes a component, low byte first. */
    public byte[] toBytes() {
        byte[] bytes = new byte[steps.length * Short.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(steps);
        return bytes;
    }

    public int dimensions() {
        return steps.length;
    }

    /** The component in steps. */
    public short step(int dimension) {
        return steps[dimension];
    }

    /** The dot product in steps², exact. */
    public long dot(GridVector other) {
        return dot(steps, other.steps);
    }

    private static long dot(short[] a, short[] b) {
        // At most 768 × 4096² in a well-formed pair of unit vectors: within an int by Cauchy–Schwarz.
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}

package io.heed.bench;

import java.util.Random;

import io.heed.insight.encoder.Encoder;

/**
 * An encoder that costs nothing: its vectors are stored, not computed. A text that names clump and voice gets the
 * clump's direction with the voice's noise on it, and what all texts have in common. Whatever else it is given gets the
 * latter with noise alone.
 */
final class ClumpEncoder implements Encoder {

    private static final int DIMENSIONS = 384;
    private static final int VOICES = 4096;
    private static final double COMMON = 0.45;
    // Two of a clump are 0.62 alike, once what is common is taken away; two of different clumps hardly ever 0.2.
    private static final double OWN = 0.70;
    private static final double NOISE = 0.55;

    private final float[] common;
    private final float[][] clumps;
    private final float[][] voices = new float[VOICES][];

    ClumpEncoder(int clumps, long seed) {
        Random random = new Random(seed);
        this.common = direction(random, COMMON);
        this.clumps = new float[clumps][];
        for (int i = 0; i < clumps; i++) {
            this.clumps[i] = direction(random, OWN);
        }
        for (int i = 0; i < VOICES; i++) {
            voices[i] = direction(random, NOISE);
        }
    }

    int clumps() {
        return clumps.length;
    }

    /** A text of one statement, of that clump. */
    static String text(int clump, long voice) {
        return "Clump " + clump + " is spoken of by voice " + voice;
    }

    @Override
    public String name() {
        return "clumps";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public float[] encode(String text) {
        String[] words = text.split(" ", -1);
        boolean clumped = words[0].equals("Clump");
        float[] clump = clumped ? clumps[Integer.parseInt(words[1])] : voices[Math.floorMod(text.length(), VOICES)];
        long voice = clumped ? Long.parseLong(words[words.length - 1]) : text.hashCode();
        float[] noise = voices[Math.floorMod((voice * 0x9E3779B97F4A7C15L) >>> 40, VOICES)];
        float[] vector = new float[DIMENSIONS];
        double square = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = common[d] + clump[d] + noise[d];
            square += vector[d] * vector[d];
        }
        float scale = (float) (1 / Math.sqrt(square));
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] *= scale;
        }
        return vector;
    }

    private static float[] direction(Random random, double length) {
        float[] vector = new float[DIMENSIONS];
        double square = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) random.nextGaussian();
            square += vector[d] * vector[d];
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] *= (float) (length / Math.sqrt(square));
        }
        return vector;
    }
}

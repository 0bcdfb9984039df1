package io.heed.insight.encoder;

/**
 * Turns a text into a vector whose direction is its meaning.
 *
 * <p>The vector is a pure function of the text: whoever else is encoding at the same time, and whatever was encoded
 * before, has no part in it. May be called from several threads at once.
 */
public interface Encoder {

    /** The model's name, for example {@code all-minilm-l6-v2-int8}. */
    String name();

    /** What makes its vectors comparable: vectors of two versions never are. */
    String version();

    /** The length of every vector. */
    int dimensions();

    /** The text's vector, of Euclidean length 1. Words beyond the model's reach are left out. */
    float[] encode(String text);
}

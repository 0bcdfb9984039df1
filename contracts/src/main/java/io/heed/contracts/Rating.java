package io.heed.contracts;

/**
 * A score that the writer gave.
 *
 * @param value within the range of its scale, see {@link RatingScale}
 */
public record Rating(RatingScale scale, int value) {}

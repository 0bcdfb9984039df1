package io.heed.contracts;

/**
 * How much stands behind a theme.
 *
 * @param people distinct customers; a signal without a customer reference is one person
 */
public record ThemeCounts(long signals, long statements, long people) {}

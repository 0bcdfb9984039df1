package io.heed.contracts;

/**
 * One named part of a priority.
 *
 * @param value 0…1
 * @param weight its share of the score; the weights of a priority add up to 1
 */
public record PriorityPart(String name, double value, double weight) {}

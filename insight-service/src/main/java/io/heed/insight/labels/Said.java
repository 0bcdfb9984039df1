package io.heed.insight.labels;

/**
 * What somebody said.
 *
 * @param person the customer's reference, or the signal's id where there is none
 */
record Said(String person, String text) {}

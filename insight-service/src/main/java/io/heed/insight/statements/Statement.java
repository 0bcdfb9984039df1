package io.heed.insight.statements;

import java.util.UUID;

/**
 * One thing that a signal's text says.
 *
 * @param id derived from the signal's id and the ordinal, so that reading the text again gives the same id
 * @param ordinal from 0, in the order of the text
 * @param start where it begins in the signal's text, in UTF-16 units
 * @param end where it ends, exclusive
 * @param text its words: the signal's text from start to end
 */
public record Statement(UUID id, int ordinal, int start, int end, String text) {}

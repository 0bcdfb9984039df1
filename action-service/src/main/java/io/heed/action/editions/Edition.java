package io.heed.action.editions;

/**
 * A text as it stands.
 *
 * @param number 0 for the text that was shipped; it is the ETag
 */
public record Edition(long number, String body) {}

package io.heed.messaging;

/**
 * What is wrong with a record, as its sender may be told.
 *
 * @param field where in the record, for example {@code rating.value}; empty for all of it
 * @param message what would be right; never what the record says
 */
public record Fault(String field, String message) {}

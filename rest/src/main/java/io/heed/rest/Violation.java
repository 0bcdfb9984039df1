package io.heed.rest;

/**
 * What is wrong with one field.
 *
 * @param field path of the field in the request, for example {@code rating.value}
 * @param message what would be right
 */
public record Violation(String field, String message) {}

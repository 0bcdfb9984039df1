package io.heed.feedback.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * An answer as it went out, to be given again.
 *
 * @param status the HTTP status
 * @param location the Location header, where there was one
 * @param body JSON
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to a column; nobody compares these records
public record KeptAnswer(int status, @Nullable String location, byte[] body) {}

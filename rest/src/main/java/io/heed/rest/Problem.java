package io.heed.rest;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.vertx.core.http.HttpClosedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The body of every refusal: RFC 9457 problem details, {@code application/problem+json}.
 *
 * @param type {@code urn:heed:problem:} and a fixed name
 * @param detail what happened and what to do about it; never what people wrote
 * @param violations which fields are wrong; null unless fields are
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Violation> violations) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = Logger.getLogger(Problem.class);
    private static final String TYPE_PREFIX = "urn:heed:problem:";

    /** A problem that is about the request as a whole. */
    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(TYPE_PREFIX + kind.typeName(), kind.title(), kind.status(), detail, null);
    }

    /** The same, with the fields that it is about, as far as they are known. */
    public static Problem of(ProblemKind kind, String detail, List<Violation> violations) {
        List<Violation> known = violations.isEmpty() ? null : List.copyOf(violations);
        return new Problem(TYPE_PREFIX + kind.typeName(), kind.title(), kind.status(), detail, known);
    }

    /** A problem that is about single fields. */
    public static Problem of(ProblemKind kind, List<Violation> violations) {
        return new Problem(
                TYPE_PREFIX + kind.typeName(),
                kind.title(),
                kind.status(),
                violations.size() == 1
                        ? "One field needs correcting: see violations."
                        : violations.size() + " fields need correcting: see violations.",
                List.copyOf(violations));
    }

    /** What nobody expected: logged under a reference, of which the caller learns nothing else. */
    static Problem unexpected(Throwable failure) {
        if (isCallerGone(failure)) {
            return of(ProblemKind.INVALID_REQUEST, "The connection was closed before all of the body had come.");
        }
        String reference = UUID.randomUUID().toString();
        LOG.errorf(failure, "Request failed unexpectedly; reference=%s", reference);
        return of(
                ProblemKind.INTERNAL_ERROR,
                "Try again; if it stays, give your operator the reference " + reference + ".");
    }

    private static boolean isCallerGone(Throwable failure) {
        return failure instanceof HttpClosedException
                || (failure.getCause() != null && isCallerGone(failure.getCause()));
    }

    /** A time to wait as the header says it: whole seconds, at least one. */
    static long seconds(Duration wait) {
        return Math.max(1, wait.toSeconds());
    }
}

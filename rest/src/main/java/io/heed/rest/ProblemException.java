package io.heed.rest;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** An expected refusal, on its way to the caller as a {@link Problem}. Carries no stack trace: it is not a bug. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient @Nullable Duration retryAfter;

    private ProblemException(Problem problem, @Nullable Duration retryAfter) {
        super(problem.title() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** 400: these fields are wrong. */
    public static ProblemException invalid(List<Violation> violations) {
        return new ProblemException(Problem.of(ProblemKind.INVALID_REQUEST, violations), null);
    }

    /** 400: this field is wrong. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** 403: known caller, not allowed. */
    public static ProblemException forbidden(String detail) {
        return of(ProblemKind.FORBIDDEN, detail);
    }

    /** 404: nothing there, or nothing that this caller may know of. */
    public static ProblemException notFound(String detail) {
        return of(ProblemKind.NOT_FOUND, detail);
    }

    /** 409: an illegal move; the detail says what is legal. */
    public static ProblemException conflict(String detail) {
        return of(ProblemKind.CONFLICT, detail);
    }

    /** 409: the same is under way; try again after that time. */
    public static ProblemException inFlight(String detail, Duration retryAfter) {
        return new ProblemException(Problem.of(ProblemKind.CONFLICT, detail), retryAfter);
    }

    /** 410: it was there and was erased. */
    public static ProblemException gone(String detail) {
        return of(ProblemKind.ERASED, detail);
    }

    /** 412: the caller's copy is older than the resource. */
    public static ProblemException stale(String detail) {
        return of(ProblemKind.STALE, detail);
    }

    /** 413: the detail says what the limit is. */
    public static ProblemException tooLarge(String detail) {
        return of(ProblemKind.TOO_LARGE, detail);
    }

    /** 422: the request is well-formed, but these fields are missing or do not fit. */
    public static ProblemException unprocessable(List<Violation> violations) {
        return new ProblemException(Problem.of(ProblemKind.INCOMPLETE, violations), null);
    }

    /** 422: the detail says what does not fit, and these fields are part of it, as far as that is known. */
    public static ProblemException unprocessable(String detail, List<Violation> violations) {
        return new ProblemException(Problem.of(ProblemKind.INCOMPLETE, detail, violations), null);
    }

    /** 428: a change without {@code If-Match}. */
    public static ProblemException preconditionRequired(String detail) {
        return of(ProblemKind.PRECONDITION_REQUIRED, detail);
    }

    /** 503: try again after that time; the detail says whether something may have happened already. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(Problem.of(ProblemKind.UNAVAILABLE, detail), retryAfter);
    }

    /** Any other kind of refusal. */
    public static ProblemException of(ProblemKind kind, String detail) {
        return new ProblemException(Problem.of(kind, detail), null);
    }

    /** What the caller will read. */
    public Problem problem() {
        return problem;
    }

    /** How long the caller should wait before trying again; null where trying again would not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}

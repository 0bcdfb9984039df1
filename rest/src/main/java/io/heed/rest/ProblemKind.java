package io.heed.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of refusal, one for each HTTP status that Heed answers with. */
public enum ProblemKind {
    INVALID_REQUEST(400, "The request is not valid"),
    UNAUTHENTICATED(401, "A valid bearer token is needed"),
    FORBIDDEN(403, "This caller may not do that"),
    NOT_FOUND(404, "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "That method is not allowed here"),
    NOT_ACCEPTABLE(406, "That representation is not available"),
    TOO_SLOW(408, "The request took too long"),
    CONFLICT(409, "That is not possible now"),
    ERASED(410, "This was erased"),
    STALE(412, "Somebody changed it meanwhile"),
    TOO_LARGE(413, "The request is too large"),
    ADDRESS_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "That media type is not accepted here"),
    INCOMPLETE(422, "Something is missing or does not fit"),
    PRECONDITION_REQUIRED(428, "An If-Match header is needed"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "Not available right now");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The constant title in {@link Problem}. */
    public String title() {
        return title;
    }

    /** The last part of the problem's type, for example {@code not-found}. */
    public String typeName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind with that HTTP status. */
    public static Optional<ProblemKind> ofStatus(int status) {
        return Arrays.stream(values()).filter(kind -> kind.status == status).findFirst();
    }
}

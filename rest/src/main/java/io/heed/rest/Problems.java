package io.heed.rest;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Problems for requests that end before any resource is chosen: a bad token, a bad address or host. */
@ApplicationScoped
class Problems {

    private static final String BEARER = "Bearer ";
    /** One or more of type/subtype with whatever parameters. */
    private static final Pattern MEDIA_TYPES = Pattern.compile(
            "[\\w!#$&^.+*-]++/[\\w!#$&^.+*-]++\\s*+(;[^,]*+)?(,\\s*+[\\w!#$&^.+*-]++/[\\w!#$&^.+*-]++\\s*+(;[^,]*+)?)*+");

    private final ProblemWriter writer;

    Problems(ProblemWriter writer) {
        this.writer = writer;
    }

    static Problem unauthenticated() {
        return Problem.of(
                ProblemKind.UNAUTHENTICATED,
                "Send a header 'Authorization: Bearer …' with a token that has not expired.");
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check).failureHandler(this::answer);
    }

    /** Credentials of a kind that the server does not know would make a caller anonymous who meant not to be. */
    private void check(RoutingContext request) {
        String credentials = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (request.request().uri().contains("%00")) {
            writer.end(
                    request,
                    Problem.of(ProblemKind.INVALID_REQUEST, "The address must not hold the character U+0000 (%00)."));
        } else if (credentials != null && !credentials.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            request.fail(new AuthenticationFailedException());
        } else if (!isMediaType(request.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            writer.end(
                    request,
                    Problem.of(
                            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                            "The Content-Type is no media type: see RFC 9110, 8.3."));
        } else if (!isMediaType(request.request().getHeader(HttpHeaders.ACCEPT))) {
            writer.end(
                    request,
                    Problem.of(ProblemKind.NOT_ACCEPTABLE, "Accept names no media type: see RFC 9110, 12.5.1."));
        } else {
            request.next();
        }
    }

    /** What is no media type at all is a fault to the framework, and so would be one of ours. */
    private static boolean isMediaType(@Nullable String header) {
        return header == null
                || header.equals("application/json")
                || header.equals("*/*")
                || MEDIA_TYPES.matcher(header).matches();
    }

    private void answer(RoutingContext request) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.ended()) {
            request.next();
        } else if (request.failure() instanceof AuthenticationFailedException) {
            response.putHeader("WWW-Authenticate", "Bearer");
            writer.end(request, unauthenticated());
        } else if (request.statusCode() == 400) {
            writer.end(
                    request, Problem.of(ProblemKind.INVALID_REQUEST, "The address or the Host header can't be read."));
        } else if (request.statusCode() == 404) {
            writer.end(request, Problem.of(ProblemKind.NOT_FOUND, "No resource has this address."));
        } else {
            request.next();
        }
    }
}

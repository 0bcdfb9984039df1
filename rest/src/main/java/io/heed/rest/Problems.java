package io.heed.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Problems for requests that end before any resource is chosen: a bad token, a bad address. */
@ApplicationScoped
class Problems {

    private static final String BEARER = "Bearer ";

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
        String credentials = request.request().getHeader("Authorization");
        if (request.request().uri().contains("%00")) {
            writer.end(
                    request,
                    Problem.of(ProblemKind.INVALID_REQUEST, "The address must not hold the character U+0000 (%00)."));
        } else if (credentials != null && !credentials.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            request.fail(new AuthenticationFailedException());
        } else {
            request.next();
        }
    }

    private void answer(RoutingContext request) {
        boolean answered =
                request.response().headWritten() || request.response().ended();
        if (!answered && request.failure() instanceof AuthenticationFailedException) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            writer.end(request, unauthenticated());
        } else {
            request.next();
        }
    }
}

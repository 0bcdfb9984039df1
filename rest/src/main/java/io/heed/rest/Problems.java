package io.heed.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Problems for requests that end before any resource is chosen: a bad token, a body over the limit. */
@ApplicationScoped
class Problems {

    private static final String BEARER = "Bearer ";

    private final ObjectMapper json;
    private final long mostBytes;

    Problems(ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes) {
        this.json = json;
        this.mostBytes = mostBytes.asLongValue();
    }

    static Problem unauthenticated() {
        return Problem.of(
                ProblemKind.UNAUTHENTICATED,
                "Send a header 'Authorization: Bearer …' with a token that has not expired.");
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check).failureHandler(this::answer);
    }

    /**
     * Before the server's own checks: its answer to a body that is too large has no body, and credentials of a kind that
     * it does not know make a caller anonymous who meant not to be.
     */
    private void check(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        String credentials = request.request().getHeader("Authorization");
        if (length != null && isMoreThan(length, mostBytes)) {
            request.fail(ProblemKind.TOO_LARGE.status());
        } else if (request.request().uri().contains("%00")) {
            end(
                    request,
                    Problem.of(ProblemKind.INVALID_REQUEST, "The address must not hold the character U+0000 (%00)."));
        } else if (credentials != null && !credentials.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            request.fail(new AuthenticationFailedException());
        } else {
            request.next();
        }
    }

    private static boolean isMoreThan(String length, long limit) {
        try {
            return Long.parseLong(length) > limit;
        } catch (NumberFormatException notALength) {
            // the HTTP server refuses it
            return false;
        }
    }

    private void answer(RoutingContext request) {
        if (request.response().headWritten() || request.response().ended()) {
            request.next();
        } else if (request.failure() instanceof AuthenticationFailedException) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            end(request, unauthenticated());
        } else if (request.statusCode() == ProblemKind.TOO_LARGE.status()) {
            // the rest of the body is still on its way: it is not read
            request.response().putHeader("Connection", "close");
            end(request, Problem.of(ProblemKind.TOO_LARGE, "The body may have at most " + mostBytes + " bytes here."));
        } else {
            request.next();
        }
    }

    private void end(RoutingContext request, Problem problem) {
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException impossible) {
            request.fail(impossible);
        }
    }
}

package io.heed.rest;

import java.util.concurrent.CompletionException;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers with a problem where no resource is there to do it. */
@Singleton
public class ProblemWriter {

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** Ends the request with what the failure is to its caller. */
    public void end(RoutingContext request, Throwable failure) {
        switch (failure) {
            case ProblemException refusal -> {
                if (refusal.retryAfter() != null) {
                    request.response().putHeader("Retry-After", Long.toString(Problem.seconds(refusal.retryAfter())));
                }
                end(request.response(), refusal.problem());
            }
            case JsonProcessingException unreadable -> end(request.response(), UnreadableJson.problem(unreadable));
            case CompletionException wrapper when wrapper.getCause() != null -> end(request, wrapper.getCause());
            default -> end(request.response(), Problem.unexpected(failure));
        }
    }

    void end(HttpServerResponse response, Problem problem) {
        try {
            response.setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem can always be written", impossible);
        }
    }
}

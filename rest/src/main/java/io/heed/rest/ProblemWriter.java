package io.heed.rest;

import java.time.Duration;
import java.util.concurrent.CompletionException;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers with a problem where no resource is there to do it; with refusals (status 4xx) at their pace. */
@Singleton
public class ProblemWriter {

    private final ObjectMapper json;
    private final RefusalPace pace;

    ProblemWriter(ObjectMapper json, RefusalPace pace) {
        this.json = json;
        this.pace = pace;
    }

    /** Ends the request with what the failure is to its caller. */
    public void end(RoutingContext request, Throwable failure) {
        switch (failure) {
            case ProblemException refusal -> {
                if (refusal.retryAfter() != null) {
                    request.response().putHeader("Retry-After", Long.toString(Problem.seconds(refusal.retryAfter())));
                }
                end(request, refusal.problem());
            }
            case JsonProcessingException unreadable -> end(request, UnreadableJson.problem(unreadable));
            case CompletionException wrapper when wrapper.getCause() != null -> end(request, wrapper.getCause());
            default -> end(request, Problem.unexpected(failure));
        }
    }

    /** Ends the request with a problem. */
    void end(RoutingContext request, Problem problem) {
        Duration wait = pace.waiting(problem.status());
        if (wait.isZero()) {
            endNow(request.response(), problem);
            return;
        }
        BodiesUnderWay.forget(request);
        request.vertx().setTimer(wait.toMillis(), turn -> {
            if (!request.response().closed() && !request.response().ended()) {
                endNow(request.response(), problem);
            }
        });
    }

    /** Ends it without waiting for a turn. */
    void endNow(HttpServerResponse response, Problem problem) {
        try {
            response.setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem can always be written", impossible);
        }
    }
}

package io.heed.rest;

import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a {@link Problem}. */
class ProblemMappers {

    @ServerExceptionMapper
    Response expected(ProblemException refusal) {
        Response.ResponseBuilder response = response(refusal.problem());
        if (refusal.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, Problem.seconds(refusal.retryAfter()));
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response constraints(ConstraintViolationException refused) {
        List<Violation> violations = refused.getConstraintViolations().stream()
                .map(violation -> new Violation(field(violation), violation.getMessage()))
                .sorted((left, right) -> left.field().compareTo(right.field()))
                .toList();
        return response(Problem.of(ProblemKind.INVALID_REQUEST, violations)).build();
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException refused) {
        return response(UnreadableJson.problem(refused)).build();
    }

    @ServerExceptionMapper
    Response mismatch(MismatchedInputException refused) {
        return response(UnreadableJson.problem(refused)).build();
    }

    @ServerExceptionMapper
    Response unauthenticated(UnauthorizedException refused) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException refused) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException refused) {
        return response(Problem.of(ProblemKind.FORBIDDEN, "The token's roles do not allow this."))
                .build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException refused) {
        if (refused.getCause() instanceof JsonProcessingException unreadable) {
            return response(UnreadableJson.problem(unreadable)).build();
        }
        Response given = refused.getResponse();
        if (given.hasEntity() || given.getStatus() < 400) {
            return given;
        }
        ProblemKind kind = ProblemKind.ofStatus(given.getStatus())
                .orElse(given.getStatus() < 500 ? ProblemKind.INVALID_REQUEST : ProblemKind.INTERNAL_ERROR);
        Problem problem = Problem.of(kind, kind.title() + ".");
        return response(new Problem(problem.type(), problem.title(), given.getStatus(), problem.detail(), null))
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Exception failure) {
        return response(Problem.unexpected(failure)).build();
    }

    private static Response unauthenticated() {
        return response(Problems.unauthenticated())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }

    /** The path without the method and the parameter that validation puts before it. */
    private static String field(ConstraintViolation<?> violation) {
        List<String> steps = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .map(Path.Node::toString)
                .toList();
        return steps.size() <= 2 ? steps.getLast() : String.join(".", steps.subList(2, steps.size()));
    }
}

package io.heed.rest;

import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever ends a request early into a {@link Problem}. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response expected(ProblemException refusal) {
        Response.ResponseBuilder response = response(refusal.problem());
        if (refusal.retryAfter() != null) {
            response.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, refusal.retryAfter().toSeconds()));
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
        return response(problemOf(refused)).build();
    }

    @ServerExceptionMapper
    Response mismatch(MismatchedInputException refused) {
        return response(problemOf(refused)).build();
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
            return response(problemOf(unreadable)).build();
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
        String reference = UUID.randomUUID().toString();
        LOG.errorf(failure, "Request failed unexpectedly; reference=%s", reference);
        return response(Problem.of(
                        ProblemKind.INTERNAL_ERROR,
                        "Try again; if it stays, give your operator the reference " + reference + "."))
                .build();
    }

    private static Response unauthenticated() {
        return response(Problems.unauthenticated())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }

    private static Problem problemOf(JsonProcessingException unreadable) {
        return switch (unreadable) {
            case StreamConstraintsException tooMuch ->
                Problem.of(
                        ProblemKind.INVALID_REQUEST,
                        "The JSON is nested too deeply, or one of its numbers, names or strings is too long"
                                + at(tooMuch.getLocation()) + ".");
            case UnrecognizedPropertyException unknown ->
                violation(unknown, "is not a field that is known here; known are " + known(unknown));
            case InvalidFormatException format
            when format.getTargetType() != null -> violation(format, "must be " + wanted(format.getTargetType()));
            case MismatchedInputException mismatch
            when !mismatch.getPath().isEmpty() ->
                violation(
                        mismatch,
                        mismatch.getTargetType() == null
                                ? "does not have the right form"
                                : "must be " + wanted(mismatch.getTargetType()));
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() -> violation(mapping, "does not have the right form");
            default ->
                Problem.of(
                        ProblemKind.INVALID_REQUEST,
                        "The body is not the JSON that is expected here" + at(unreadable.getLocation()) + ".");
        };
    }

    private static Problem violation(JsonMappingException where, String message) {
        return Problem.of(ProblemKind.INVALID_REQUEST, List.of(new Violation(path(where), message)));
    }

    private static String known(UnrecognizedPropertyException unknown) {
        if (unknown.getKnownPropertyIds() == null) {
            return "none";
        }
        return String.join(
                ", ",
                unknown.getKnownPropertyIds().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList());
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + JsonForm.enumValues(type);
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> "an RFC 3339 time such as 2026-03-31T09:30:00Z";
            case "UUID" -> "a UUID";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "a string of valid Unicode";
            default -> "an object of the documented form";
        };
    }

    private static String path(JsonMappingException where) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : where.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 0
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** The path without the method and the parameter that validation puts before it. */
    private static String field(ConstraintViolation<?> violation) {
        List<String> steps = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .map(Path.Node::toString)
                .toList();
        return steps.size() <= 2 ? steps.getLast() : String.join(".", steps.subList(2, steps.size()));
    }
}

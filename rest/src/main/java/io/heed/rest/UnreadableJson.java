package io.heed.rest;

import java.util.List;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import org.jspecify.annotations.Nullable;

/** Says of JSON that can't be read, or does not fit, where and why. */
public final class UnreadableJson {

    private UnreadableJson() {}

    /** What is wrong, as far as can be said without repeating what was sent. */
    public static Problem problem(JsonProcessingException unreadable) {
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
}

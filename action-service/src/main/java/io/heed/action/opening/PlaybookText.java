package io.heed.action.opening;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.heed.rest.Violation;

/** Reads a playbook from YAML: every field must be there, be known and lie in its range. */
final class PlaybookText {

    private static final int LONGEST_WINDOW_DAYS = 3_650;

    private final ObjectMapper yaml = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    /** What reading a text gave. */
    sealed interface Reading {}

    /** The text is in order. */
    record InOrder(Playbook playbook) implements Reading {}

    /** The text is refused; never empty. */
    record Refused(List<Violation> violations) implements Reading {}

    Reading read(String text) {
        Playbook playbook;
        try {
            playbook = yaml.readValue(text, Playbook.class);
        } catch (JsonProcessingException refused) {
            return new Refused(List.of(new Violation(line(refused), reason(refused))));
        }
        if (playbook == null) {
            return new Refused(List.of(new Violation("line 1", "is empty")));
        }
        List<Violation> violations = violations(playbook);
        return violations.isEmpty() ? new InOrder(playbook) : new Refused(violations);
    }

    private static String line(JsonProcessingException refused) {
        JsonLocation location = refused.getLocation();
        return location == null ? "playbook" : "line " + location.getLineNr();
    }

    private static String reason(JsonProcessingException refused) {
        return switch (refused) {
            case UnrecognizedPropertyException unknown -> unknown.getPropertyName() + " is not known here";
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() ->
                mapping.getPath().getLast().getFieldName() + " is missing or has no value that fits";
            default -> "is not YAML of the form that is expected here";
        };
    }

    private static List<Violation> violations(Playbook playbook) {
        List<Violation> violations = new ArrayList<>();
        Playbook.ForThemes themes = playbook.improvement();
        Playbook.ForSignals signals = playbook.followUp();
        if (playbook.name().isBlank() || playbook.name().equals(OpenByHand.OPENED_BY)) {
            violations.add(new Violation("name", "must be a name, and not " + OpenByHand.OPENED_BY));
        }
        range(violations, "improvement.people", themes.people(), 1, 1_000_000);
        range(violations, "improvement.withinDays", themes.withinDays(), 1, LONGEST_WINDOW_DAYS);
        range(violations, "improvement.sentimentAtMost", themes.sentimentAtMost(), -1, 1);
        range(violations, "followUp.withinDays", signals.withinDays(), 1, LONGEST_WINDOW_DAYS);
        // one below the scale switches a score off
        range(violations, "followUp.npsAtMost", signals.npsAtMost(), -1, 10);
        range(violations, "followUp.csatAtMost", signals.csatAtMost(), 0, 5);
        range(violations, "followUp.cesAtMost", signals.cesAtMost(), 0, 7);
        range(violations, "followUp.starsAtMost", signals.starsAtMost(), 0, 5);
        range(violations, "followUp.severityAtLeast", signals.severityAtLeast(), 0, 1);
        return violations;
    }

    private static void range(List<Violation> violations, String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            violations.add(new Violation(field, "must be from " + text(least) + " to " + text(most)));
        }
    }

    private static String text(double bound) {
        return Long.toString(Math.round(bound));
    }
}

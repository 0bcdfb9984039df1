package io.heed.action.ownership;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.heed.action.teams.Teams;

/**
 * Something to try the ownership rules on.
 *
 * @param theme a theme's label
 * @param rules a text to try in place of the rules in force; null for those
 */
record RulesTest(
        @Nullable String theme,
        @Nullable String touchpoint,
        @Nullable String site,
        @Nullable String channel,
        @Nullable String stage,
        @Nullable String language,
        @Nullable String kind,
        @Nullable Map<String, String> segments,
        @Nullable String rules) {

    /**
     * Who would own it, and why.
     *
     * @param line the line that won, counted from 1; null when none matched and the fallback team takes it
     * @param lines every rule, top-down, with what it looked at
     */
    record Verdict(
            String team,
            @Nullable String owner,
            @Nullable Integer line,
            @Nullable String rule,
            List<Line> lines) {}

    /** What one rule made of it; of several that match, the last one wins. */
    record Line(int line, String rule, boolean matched, boolean won, List<String> because) {}

    Verdict run(OwnershipRules tried, Teams teams) {
        Traits traits = traits();
        Optional<OwnershipRule> winner = tried.winner(traits);
        Assignment assignment = tried.assign(traits, teams);
        return new Verdict(
                assignment.team(),
                assignment.owner(),
                assignment.line(),
                winner.map(OwnershipRule::text).orElse(null),
                tried.rules().stream()
                        .map(rule -> new Line(
                                rule.line(),
                                rule.text(),
                                rule.matches(traits),
                                winner.filter(rule::equals).isPresent(),
                                rule.explain(traits)))
                        .toList());
    }

    private Traits traits() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        put(values, "theme", theme);
        put(values, "touchpoint", touchpoint);
        put(values, "site", site);
        put(values, "channel", channel);
        put(values, "stage", stage);
        put(values, "language", language);
        put(values, "kind", kind);
        if (segments != null) {
            segments.forEach((name, value) -> put(values, "segment." + name, value));
        }
        return new Traits(values);
    }

    private static void put(Map<String, List<String>> values, String attribute, @Nullable String value) {
        if (value != null) {
            values.put(attribute, List.of(value));
        }
    }
}

package io.heed.action.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.heed.action.teams.Teams;

/** The organisation's rules on who owns what. Evaluated top-down; the last line that matches wins. */
public final class OwnershipRules {

    private final List<OwnershipRule> rules;

    private OwnershipRules(List<OwnershipRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** What reading a text gave: rules, or every reason why there are none. */
    public sealed interface Reading {}

    /** The text is in order. */
    public record InOrder(OwnershipRules rules) implements Reading {}

    /** The text is refused; the errors are in the order of their lines and never empty. */
    public record Refused(List<LineRemark> errors) implements Reading {}

    /** Something to say about a line, counted from 1. */
    public record LineRemark(int line, String message) {}

    /** Reads the text of rules. */
    public static Reading read(String text) {
        List<OwnershipRule> rules = new ArrayList<>();
        List<LineRemark> errors = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                RuleLine.read(number, line).ifPresent(rules::add);
            } catch (RuleLine.Refused refused) {
                errors.add(new LineRemark(number, refused.reason()));
            }
        }
        return errors.isEmpty() ? new InOrder(new OwnershipRules(rules)) : new Refused(errors);
    }

    /**
     * Who owns what has these traits: the first user and the first team of the winning line. A line that names only a
     * user leaves the team to be the user's own; where that fails, and where no line matches, it is the fallback team.
     */
    public Assignment assign(Traits traits, Teams teams) {
        Optional<OwnershipRule> winner = winner(traits);
        Optional<String> owner = winner.flatMap(OwnershipRule::owner);
        String team = winner.flatMap(OwnershipRule::team)
                .or(() -> owner.flatMap(teams::of))
                .orElse(Teams.FALLBACK);
        return new Assignment(
                team, owner.orElse(null), winner.map(OwnershipRule::line).orElse(null));
    }

    /** Lines that are in order but probably not what was meant. */
    List<LineRemark> warnings(Teams teams) {
        return rules.stream()
                .flatMap(rule -> rule.owners().stream()
                        .filter(owner -> owner.startsWith("@") && !teams.isStaffed(owner.substring(1)))
                        .map(owner -> new LineRemark(
                                rule.line(),
                                owner + " has no members; @" + Teams.FALLBACK + " looks after its work until it has")))
                .toList();
    }

    /** The attributes that any of the rules looks at, as patterns name them. */
    public Set<String> attributes() {
        return rules.stream()
                .flatMap(rule -> rule.patterns().stream())
                .flatMap(pattern -> switch (pattern) {
                    case TraitPattern.Is is -> Stream.of(is.attribute());
                    case TraitPattern.Anything _ -> Stream.empty();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    List<OwnershipRule> rules() {
        return rules;
    }

    Optional<OwnershipRule> winner(Traits traits) {
        return rules.reversed().stream().filter(rule -> rule.matches(traits)).findFirst();
    }
}

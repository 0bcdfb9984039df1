package io.heed.action.teams;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.heed.rest.Violation;

/**
 * Every team of the organisation, in the order in which it lists them.
 *
 * <p>A team that rules or people name without its being here, or that has no members, is looked after by
 * {@link #FALLBACK}: no action may ever lie where nobody works.
 */
public record Teams(List<Team> teams) {

    /** The team that owns what no rule gives to another; it always exists and has members. */
    public static final String FALLBACK = "triage";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern MEMBER = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._+@-]{0,199}");
    private static final int MOST_TEAMS = 1_000;

    public Teams {
        teams = teams == null ? List.of() : List.copyOf(teams);
    }

    /** Whether a text can be a team's name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether a text can be a user's subject. */
    public static boolean isMember(String text) {
        return MEMBER.matcher(text).matches();
    }

    /** The first team that this user is a member of. */
    public Optional<String> of(String user) {
        return teams.stream()
                .filter(team -> team.members().contains(user))
                .map(Team::name)
                .findFirst();
    }

    /** Whether work of this team is this user's to do. */
    public boolean worksFor(String user, String team) {
        return memberOf(user, team) || (!isStaffed(team) && memberOf(user, FALLBACK));
    }

    /** The teams that this user is a member of. */
    public List<String> allOf(String user) {
        return teams.stream()
                .filter(team -> team.members().contains(user))
                .map(Team::name)
                .toList();
    }

    /** The members of a team; none where there is no such team. */
    public List<String> membersOf(String team) {
        return teams.stream()
                .filter(each -> each.name().equals(team))
                .flatMap(each -> each.members().stream())
                .toList();
    }

    /** The teams that have members. */
    public List<String> staffed() {
        return teams.stream()
                .filter(team -> !team.members().isEmpty())
                .map(Team::name)
                .toList();
    }

    /** Whether the team has members. */
    public boolean isStaffed(String team) {
        return staffed().contains(team);
    }

    /** What is wrong with these teams; empty when they can be put in force. */
    public List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (teams.size() > MOST_TEAMS) {
            violations.add(new Violation("teams", "must be at most " + MOST_TEAMS));
        }
        Set<String> names = new HashSet<>();
        for (int index = 0; index < teams.size(); index++) {
            Team team = teams.get(index);
            String field = "teams[" + index + "]";
            if (team.name() == null || !isName(team.name())) {
                violations.add(new Violation(field + ".name", "must be lower-case letters, digits, -, _ and ."));
            } else if (!names.add(team.name())) {
                violations.add(new Violation(field + ".name", "is there twice"));
            }
            if (!team.members().stream().allMatch(Teams::isMember)) {
                violations.add(new Violation(field + ".members", "must be subjects of users, such as max"));
            }
        }
        if (!isStaffed(FALLBACK)) {
            violations.add(new Violation(
                    "teams", "must hold " + FALLBACK + " with a member: it owns what no rule gives to another team"));
        }
        return violations;
    }

    private boolean memberOf(String user, String team) {
        return membersOf(team).contains(user);
    }
}

package io.heed.action.teams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.heed.rest.Violation;

/** Every absence that people told of, past ones included, in the order in which they listed them. */
public record Absences(List<Absence> absences) {

    private static final int MOST = 1_000;

    public Absences {
        absences = List.copyOf(absences);
    }

    /**
     * Who takes new work of this user: the deputy, or the deputy's deputy where that one is absent too, and so on. Empty
     * when the user is there.
     */
    public Optional<StandIn> insteadOf(String user, Instant now) {
        List<String> because = new ArrayList<>();
        String next = user;
        // circles are refused: nobody is passed twice
        for (int passed = 0; passed <= absences.size(); passed++) {
            Optional<Absence> absence = of(next, now);
            if (absence.isEmpty()) {
                return passed == 0 ? Optional.empty() : Optional.of(new StandIn(next, String.join(", ", because)));
            }
            String deputy = absence.get().deputy();
            if (deputy == null) {
                because.add(next + " is absent until " + absence.get().until() + " without a deputy");
                return Optional.of(new StandIn(null, String.join(", ", because)));
            }
            because.add("deputy of " + next + ", absent until " + absence.get().until());
            next = deputy;
        }
        throw new IllegalStateException("Absences whose deputies go round in a circle");
    }

    /** The users whose new work this user takes now. */
    public Set<String> standingInFor(String user, Instant now) {
        return absences.stream()
                .filter(absence -> absence.holds(now))
                .map(Absence::user)
                .filter(absent -> insteadOf(absent, now)
                        .map(StandIn::user)
                        .filter(user::equals)
                        .isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is wrong with these absences; empty when they can be put in force. */
    public List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (absences.size() > MOST) {
            violations.add(new Violation("absences", "must be at most " + MOST));
            return violations;
        }
        for (int index = 0; index < absences.size(); index++) {
            incomplete(absences.get(index), "[" + index + "]", violations);
        }
        if (violations.isEmpty()) {
            overlaps(violations);
        }
        if (violations.isEmpty()) {
            circles(violations);
        }
        return violations;
    }

    private static void incomplete(Absence absence, String field, List<Violation> violations) {
        if (absence.user() == null || !Teams.isMember(absence.user())) {
            violations.add(new Violation(field + ".user", "must be a user's subject, such as max"));
        }
        if (absence.from() == null) {
            violations.add(new Violation(field + ".from", "must be a time, such as 2026-07-01T00:00:00Z"));
        }
        if (absence.until() == null
                || (absence.from() != null && !absence.from().isBefore(absence.until()))) {
            violations.add(new Violation(field + ".until", "must be a time after from"));
        }
        if (absence.deputy() != null && !Teams.isMember(absence.deputy())) {
            violations.add(new Violation(field + ".deputy", "must be a user's subject, such as max"));
        }
        if (absence.deputy() != null && absence.deputy().equals(absence.user())) {
            violations.add(new Violation(field + ".deputy", "must be somebody else"));
        }
    }

    private void overlaps(List<Violation> violations) {
        Map<String, List<Absence>> earlier = new HashMap<>();
        for (int index = 0; index < absences.size(); index++) {
            Absence absence = absences.get(index);
            List<Absence> others = earlier.computeIfAbsent(absence.user(), user -> new ArrayList<>());
            if (others.stream().anyMatch(absence::overlaps)) {
                violations.add(new Violation("[" + index + "].from", "overlaps another absence of " + absence.user()));
            }
            others.add(absence);
        }
    }

    /** A circle that ever closes is closed when the last of its absences begins. */
    private void circles(List<Violation> violations) {
        for (int index = 0; index < absences.size(); index++) {
            Absence absence = absences.get(index);
            Map<String, Absence> away = absences.stream()
                    .filter(other -> other.holds(absence.from()))
                    .collect(Collectors.toMap(Absence::user, other -> other));
            Absence next = absence;
            for (int passed = 0; next != null && passed < absences.size(); passed++) {
                if (Objects.equals(next.deputy(), absence.user())) {
                    violations.add(new Violation(
                            "[" + index + "].deputy", "closes a circle: all of them are absent at the same time"));
                    return;
                }
                next = next.deputy() == null ? null : away.get(next.deputy());
            }
        }
    }

    private Optional<Absence> of(String user, Instant now) {
        return absences.stream()
                .filter(absence -> absence.user().equals(user) && absence.holds(now))
                .findFirst();
    }
}

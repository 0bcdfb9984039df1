package io.heed.action.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of the rules.
 *
 * @param line counted from 1
 * @param text the line as it was written, without its comment
 * @param patterns all of them must match
 * @param owners users, and teams with their {@code @}, in the order of the line
 */
record OwnershipRule(int line, String text, List<TraitPattern> patterns, List<String> owners) {

    OwnershipRule {
        patterns = List.copyOf(patterns);
        owners = List.copyOf(owners);
    }

    boolean matches(Traits traits) {
        return patterns.stream().allMatch(pattern -> pattern.matches(traits));
    }

    /** Why it matches, or why it does not, in words. */
    List<String> explain(Traits traits) {
        List<String> reasons = new ArrayList<>();
        patterns.forEach(pattern -> reasons.add(pattern.explain(traits)));
        return reasons;
    }

    Optional<String> owner() {
        return owners.stream().filter(owner -> !owner.startsWith("@")).findFirst();
    }

    Optional<String> team() {
        return owners.stream()
                .filter(owner -> owner.startsWith("@"))
                .map(owner -> owner.substring(1))
                .findFirst();
    }
}

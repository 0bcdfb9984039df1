package io.heed.action.teams;

import java.util.List;

/**
 * Some people who own work together.
 *
 * @param name lower-case letters, digits, {@code -}, {@code _} and {@code .}; written {@code @name} in rules
 * @param members subjects of users; may be empty
 */
public record Team(String name, List<String> members) {

    public Team {
        members = members == null ? List.of() : List.copyOf(members);
    }
}

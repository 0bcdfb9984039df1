package io.heed.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The people of a local Heed: one for each role. */
public enum LocalUser {
    ADA("admin"),
    MAX("manager"),
    FAY("frontline"),
    ANA("analyst"),
    IVO("integration");

    private final String role;

    LocalUser(String role) {
        this.role = role;
    }

    /** The name in tokens. */
    public String username() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<String> groups() {
        return Set.of(role);
    }

    /**
     * Finds a user by name.
     *
     * @throws Misuse when there is none of that name
     */
    public static LocalUser named(String username) {
        return Arrays.stream(values())
                .filter(user -> user.username().equals(username))
                .findFirst()
                .orElseThrow(
                        () -> new Misuse("There is no local user '" + username + "': choose one of " + all() + "."));
    }

    private static String all() {
        return Arrays.stream(values())
                .map(user -> user.username() + " (" + user.role + ")")
                .collect(Collectors.joining(", "));
    }
}

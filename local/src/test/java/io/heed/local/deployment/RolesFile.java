package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The roles that k8s/platform/roles.sql makes, each with a schema of its name. */
final class RolesFile {

    private static final Pattern ROLE = Pattern.compile("(?m)^CREATE ROLE (\\w+) LOGIN;$");

    private RolesFile() {}

    static Set<String> read(Path file) throws IOException {
        return ROLE.matcher(Files.readString(file))
                .results()
                .map((MatchResult role) -> role.group(1))
                .collect(Collectors.toSet());
    }
}

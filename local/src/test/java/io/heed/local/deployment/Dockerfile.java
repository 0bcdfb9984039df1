package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile as its instructions.
 *
 * @param instructions in their order, continued lines joined
 */
record Dockerfile(List<Instruction> instructions) {

    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");

    record Instruction(String name, String arguments) {}

    static Dockerfile read(Path file) throws IOException {
        List<Instruction> instructions = new ArrayList<>();
        String joined = Files.readString(file).replaceAll("(?m)^#.*\\n", "").replace("\\\n", " ");
        for (String line : joined.lines().filter(text -> !text.isBlank()).toList()) {
            String[] parts = line.strip().split("\\s+", 2);
            instructions.add(new Instruction(parts[0], parts[1]));
        }
        return new Dockerfile(instructions);
    }

    List<String> all(String instruction) {
        return instructions.stream()
                .filter(each -> each.name().equals(instruction))
                .map(Instruction::arguments)
                .toList();
    }

    /** The paths that COPY takes from the context. */
    List<String> copied() {
        return all("COPY").stream()
                .map(copy -> copy.replaceFirst("^(--\\S+\\s+)*", ""))
                .map(copy -> copy.substring(0, copy.indexOf(' ')))
                .toList();
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String assignments : all("ENV")) {
            Matcher assignment = ASSIGNMENT.matcher(assignments);
            while (assignment.find()) {
                environment.put(
                        assignment.group(1), assignment.group(2) == null ? assignment.group(3) : assignment.group(2));
            }
        }
        return environment;
    }
}

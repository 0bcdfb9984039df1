package io.heed.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Small programs of the operating system, run to their end. */
public final class Programs {
    private Programs() {}

    /** What a program answered. */
    public record Answer(int exitCode, String output) {}

    /** Where the program of that name is on this machine's path. */
    public static Optional<String> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream((path + ":/usr/bin:/bin:/usr/sbin:/sbin").split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /**
     * The command, run in a session of its own where the system knows how: then no signal that a terminal sends to its
     * programs reaches it.
     */
    public static List<String> inOwnSession(List<String> command) {
        List<String> line = new ArrayList<>(find("setsid").map(List::of).orElse(List.of()));
        line.addAll(command);
        return line;
    }

    /** The command, run where the system knows how so that others who want a processor at the same time come first. */
    public static List<String> afterOthers(List<String> command) {
        List<String> line = new ArrayList<>(
                find("nice").map(nice -> List.of(nice, "-n", "10")).orElse(List.of()));
        line.addAll(command);
        return line;
    }

    static Answer run(String... command) {
        return run(List.of(command));
    }

    static Answer run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), output.strip());
        } catch (IOException failure) {
            return new Answer(127, failure.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while running " + command.getFirst(), interrupted);
        }
    }
}

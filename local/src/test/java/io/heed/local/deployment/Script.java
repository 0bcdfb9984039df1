package io.heed.local.deployment;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program as an operator would, and gives what it printed. */
final class Script {

    private Script() {}

    /** @throws IllegalStateException when it fails or takes more than a minute */
    static String run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        File printed = Files.createTempFile("heed-script", ".log").toFile();
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(printed);
            builder.environment().putAll(environment);
            if (Files.exists(folder.resolve(command[0]))) {
                builder.command().set(0, folder.resolve(command[0]).toString());
            }
            Process process = builder.start();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("takes too long: " + List.of(command));
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("ended with " + process.exitValue() + ": " + List.of(command));
            }
            return Files.readString(printed.toPath());
        } finally {
            Files.delete(printed.toPath());
        }
    }
}

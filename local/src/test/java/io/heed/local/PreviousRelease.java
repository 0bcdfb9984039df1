package io.heed.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;

import io.heed.embedded.HeedHome;

/** The services of the release before, built once from the repository's own history. */
final class PreviousRelease {

    private static final Pattern COMMIT = Pattern.compile("(?m)^\\| [0-9.]+ \\| `([0-9a-f]{40})` \\|");
    private static final long BUILT_WITHIN_MINUTES = 15;

    private PreviousRelease() {}

    /** Where it is built; the test is given up where the history is not, as in an archive of the sources. */
    static HeedHome built() throws IOException, InterruptedException {
        Path root = HeedHome.find().root();
        String commit = COMMIT.matcher(Files.readString(root.resolve("docs/releases.md")))
                .results()
                .map((MatchResult release) -> release.group(1))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        Path folder = root.resolve("target/released").resolve(commit);
        HeedHome home = new HeedHome(folder);
        for (Service service : Service.values()) {
            if (!Files.exists(service.jar(home))) {
                build(root, commit, folder);
            }
        }
        return home;
    }

    private static void build(Path root, String commit, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = folder.resolveSibling(commit + ".log");
        Assumptions.assumeTrue(
                ends(root, log, "git", "cat-file", "-e", commit) == 0,
                "this checkout has no history with the release before, " + commit);
        String archive = folder + ".tar";
        succeed(root, log, "git", "archive", "--output=" + archive, commit);
        succeed(root, log, "tar", "-xf", archive, "-C", folder.toString());
        Files.delete(Path.of(archive));
        succeed(
                folder,
                log,
                "mvn",
                "-B",
                "package",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "-pl",
                "feedback-service,insight-service,action-service",
                "-am");
    }

    private static void succeed(Path folder, Path log, String... command) throws IOException, InterruptedException {
        int ended = ends(folder, log, command);
        if (ended != 0) {
            throw new IllegalStateException(List.of(command) + " ended with " + ended + "; its log is " + log);
        }
    }

    private static int ends(Path folder, Path log, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(BUILT_WITHIN_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException(List.of(command) + " takes too long; its log is " + log);
        }
        return process.exitValue();
    }
}

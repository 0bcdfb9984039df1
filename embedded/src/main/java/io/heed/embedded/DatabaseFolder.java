package io.heed.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's data folder: made whole or not at all, and cleared of what a dead server left behind. */
record DatabaseFolder(Path data, PostgresPrograms programs, OrdinaryUser user) {
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    /**
     * Makes the folder if it is not there.
     *
     * @param password of the superuser, used when the folder is made
     */
    void prepare(String password) {
        try {
            if (Files.isDirectory(data)) {
                forgetStranger(data.resolve("postmaster.pid"));
                return;
            }
            make(password);
        } catch (IOException failure) {
            throw new PartFailedException(
                    "Cannot prepare the database folder " + data + ": " + failure.getMessage(), failure);
        }
    }

    /** In a folder beside it, renamed when it is complete, so that a run that was cut off is never taken for a database. */
    private void make(String password) throws IOException {
        Path fresh = data.resolveSibling("data-in-the-making");
        Trees.delete(fresh);
        Files.createDirectories(fresh);
        Path secret = Files.createTempFile(data.getParent(), "superuser", ".password");
        try {
            Files.writeString(secret, password);
            user.own(fresh);
            user.own(secret);
            Programs.Answer answer = Programs.run(user.command(List.of(
                    programs.initdb(),
                    "--pgdata=" + fresh,
                    "--username=postgres",
                    "--auth=scram-sha-256",
                    "--pwfile=" + secret,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8")));
            if (answer.exitCode() != 0) {
                throw new IOException(lastLine(answer.output()));
            }
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String lastLine(String output) {
        return output.lines().reduce((first, second) -> second).orElse("initdb says nothing");
    }

    /**
     * PostgreSQL does not start while the process that its lock file names is alive, even when that number belongs to
     * another program since a reboot. A process that began after the file was written can't be the server that wrote it.
     */
    private static void forgetStranger(Path lockFile) throws IOException {
        if (!Files.exists(lockFile)) {
            return;
        }
        FileTime written = Files.getLastModifiedTime(lockFile);
        Optional<Instant> started = Files.readAllLines(lockFile).stream()
                .findFirst()
                .filter(line -> line.matches("[0-9]{1,18}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                .flatMap(process -> process.info().startInstant());
        if (started.isPresent() && started.get().minus(CLOCKS_DIFFER).isAfter(written.toInstant())) {
            Files.delete(lockFile);
        }
    }
}

package io.heed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers, in the system's folder for temporary files, which test process uses which folder, so that the next one
 * ends what a killed test process left running.
 */
record TestGround(Path directory, boolean temporary, Path entry) {
    private static final Logger LOG = LoggerFactory.getLogger(TestGround.class);
    private static final Duration ORPHANS_MAY_TAKE = Duration.ofSeconds(2);

    /** A folder that stays when the parts end. */
    static TestGround kept(Path directory) {
        return entered(directory, false);
    }

    /** A folder that is deleted when the parts end. */
    static TestGround temporary(Path directory) {
        return entered(directory, true);
    }

    private static TestGround entered(Path directory, boolean temporary) {
        Path register = Path.of(System.getProperty("java.io.tmpdir"), "heed-tests-" + System.getProperty("user.name"));
        try {
            Files.createDirectories(register);
            sweep(register);
            Path entry = register.resolve(UUID.randomUUID().toString());
            ProcessMark mark = ProcessMark.ofThisProcess();
            Path absolute = directory.toAbsolutePath();
            Path fresh = Files.createTempFile(register, "new", ".tmp");
            Files.write(fresh, List.of(Long.toString(mark.pid()), mark.start(), absolute.toString(), "" + temporary));
            Files.move(fresh, entry);
            return new TestGround(absolute, temporary, entry);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Gives the folder up; where something still writes to it the entry stays, so that the next test tries again. */
    void leave() {
        try {
            if (temporary) {
                Trees.delete(directory);
            }
            Files.deleteIfExists(entry);
        } catch (IOException busy) {
            LOG.debug("Left {} for the next test to clear", directory, busy);
        }
    }

    private static void sweep(Path register) throws IOException {
        try (Stream<Path> entries = Files.list(register)) {
            entries.filter(entry -> !entry.toString().endsWith(".tmp"))
                    .map(TestGround::read)
                    .flatMap(Optional::stream)
                    .forEach(TestGround::endIfLeft);
        }
    }

    private static Optional<TestGround> read(Path entry) {
        try {
            List<String> lines = Files.readAllLines(entry);
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new TestGround(Path.of(lines.get(2)), Boolean.parseBoolean(lines.get(3)), entry));
        } catch (IOException takenAwayMeanwhile) {
            return Optional.empty();
        }
    }

    private void endIfLeft() {
        if (ProcessMark.read(entry).flatMap(ProcessMark::process).isPresent()) {
            return;
        }
        for (String part : List.of("kafka", "postgres")) {
            Path mark = directory.resolve(part).resolve("process");
            ChildProcess.endOrphan(mark, ChildProcess.Signal.INT, ORPHANS_MAY_TAKE);
        }
        leave();
    }
}

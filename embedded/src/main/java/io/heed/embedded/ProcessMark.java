package io.heed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which process it was: its number and when it started, so that a number that the system gave to somebody else in the
 * meantime is never taken for ours.
 *
 * <p>The start is written as the system tells it: on Linux the boot's id and the clock ticks since that boot, which no
 * change of the clock moves; elsewhere the start instant.
 */
public record ProcessMark(long pid, String start) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    /** Where `starttime` stands in /proc/PID/stat, counted after the command's closing bracket (proc(5), field 22). */
    private static final int START_TIME = 19;

    /** The mark of a process that runs now; empty when it is gone. */
    public static Optional<ProcessMark> of(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).flatMap(handle -> start(handle)
                .map(start -> new ProcessMark(pid, start)));
    }

    /** The mark of the Java process that asks. */
    public static ProcessMark ofThisProcess() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Reads a mark; empty when the file is missing or was cut off while it was written. */
    public static Optional<ProcessMark> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() < 2 ? Optional.empty() : parse(lines.get(0), lines.get(1));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<ProcessMark> parse(String pid, String start) {
        try {
            return Optional.of(new ProcessMark(Long.parseLong(pid), start));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    /** Writes the mark for a later {@link #read}. */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, pid + "\n" + start + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The process, if it still runs and is still the same one. */
    public Optional<ProcessHandle> process() {
        return of(pid).filter(this::equals).flatMap(mark -> ProcessHandle.of(pid));
    }

    private static Optional<String> start(ProcessHandle handle) {
        Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
        if (!Files.isReadable(BOOT_ID)) {
            return handle.info().startInstant().map(Object::toString);
        }
        try {
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of(Files.readString(BOOT_ID).strip() + "/" + fields[START_TIME]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}

package io.heed.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A program that runs as a child of this JVM and can be stopped, killed and started again.
 *
 * <p>It is a session of its own where the system knows how, so that Ctrl-C in a terminal reaches Heed alone, which then
 * stops its parts in order. It leaves a {@link ProcessMark} on disk, by which a later Heed finds it when this JVM was
 * killed. Its output goes to a log file; it holds none of our descriptors.
 */
public final class ChildProcess {
    private static final long LARGEST_LOG = 16L << 20;
    private static final int LINES_SHOWN = 12;
    private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at \\S|\\.\\.\\. \\d+ more)");
    private static final Duration DEATH_TAKES_AT_MOST = Duration.ofSeconds(20);

    /** How to ask a process to end. */
    public enum Signal {
        TERM,
        INT
    }

    private final String name;
    private final Path mark;
    private final Path log;
    private volatile @Nullable Process process;

    /** How much of the log is from those that ran before. */
    private volatile long before;

    /**
     * Describes a program that is not started yet.
     *
     * @param name what people call the part, in messages
     * @param mark the file that remembers the process
     * @param log the file that takes its output; one older generation is kept when it grows past 16 MiB
     */
    public ChildProcess(String name, Path mark, Path log) {
        this.name = name;
        this.mark = mark;
        this.log = log;
    }

    /**
     * Starts the program.
     *
     * @param environment added to this JVM's own environment
     * @throws PartFailedException when the program can't be started
     */
    public synchronized void start(List<String> command, Map<String, String> environment) {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        ProcessBuilder builder = new ProcessBuilder(Programs.inOwnSession(command));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            rotate();
            before = Files.exists(log) ? Files.size(log) : 0;
            builder.redirectInput(new File("/dev/null"));
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Process started = builder.start();
            process = started;
            ProcessMark.of(started.pid()).ifPresent(made -> made.write(mark));
        } catch (IOException failure) {
            throw new PartFailedException("Cannot start " + name + ": " + failure.getMessage(), failure);
        }
    }

    /** The number of the running process, or of the last one. */
    public long pid() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return current.pid();
    }

    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** The file that takes the program's output. */
    public Path log() {
        return log;
    }

    /**
     * For those who wait until the program is ready.
     *
     * @throws PartFailedException when it has ended; the message tells what its log ends with, stack frames left out
     */
    public void requireAlive() {
        if (!isAlive()) {
            throw new PartFailedException(
                    name + " ended while it started; its log is " + log + " and ends with:\n" + endOfLog());
        }
    }

    /** The last lines that the program wrote and that say something: where in the code is for those who open the log. */
    String endOfLog() {
        try (InputStream written = Files.newInputStream(log)) {
            written.skipNBytes(before);
            List<String> lines = new String(written.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !STACK_FRAME.matcher(line).find())
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException unreadable) {
            return "(it can't be read: " + unreadable.getMessage() + ")";
        }
    }

    /** Completes with the exit code when the process that runs now has ended. */
    public CompletableFuture<Integer> onExit() {
        Process current = process;
        return current == null
                ? CompletableFuture.completedFuture(0)
                : current.onExit().thenApply(Process::exitValue);
    }

    /** As {@code kill -9}: returns when the process is gone. */
    public synchronized void kill() {
        Process current = process;
        if (current != null) {
            end(current.toHandle(), Optional.empty(), Duration.ZERO);
            forget(mark);
        }
    }

    /** Asks the program to end and kills it when it has not done so in time; returns when it is gone. */
    public synchronized void stop(Signal signal, Duration grace) {
        Process current = process;
        if (current != null) {
            end(current.toHandle(), Optional.of(signal), grace);
            forget(mark);
        }
    }

    /**
     * Ends what an earlier JVM started and could not stop, if it still runs.
     *
     * @param mark the file that remembers the process; it is gone afterwards
     * @return whether there was something to end
     */
    public static boolean endOrphan(Path mark, Signal signal, Duration grace) {
        Optional<ProcessHandle> orphan = ProcessMark.read(mark).flatMap(ProcessMark::process);
        orphan.ifPresent(handle -> end(handle, Optional.of(signal), grace));
        forget(mark);
        return orphan.isPresent();
    }

    private static void end(ProcessHandle handle, Optional<Signal> signal, Duration grace) {
        boolean ended = !handle.isAlive();
        if (!ended && signal.isPresent()) {
            Programs.run("sh", "-c", "kill -s " + signal.get() + " " + handle.pid());
            ended = endsWithin(handle, grace);
        }
        if (!ended) {
            handle.destroyForcibly();
            if (!endsWithin(handle, DEATH_TAKES_AT_MOST)) {
                throw new PartFailedException("Process " + handle.pid() + " does not end, not even by force.");
            }
        }
    }

    private static boolean endsWithin(ProcessHandle handle, Duration time) {
        try {
            handle.onExit().orTimeout(time.toMillis(), TimeUnit.MILLISECONDS).join();
            return true;
        } catch (CompletionException late) {
            return !handle.isAlive();
        }
    }

    private static void forget(Path mark) {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void rotate() throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

package io.heed.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Says what Heed is doing: to the person who waits, with the seconds since the start, and to the instance's log. */
final class Narrator {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream listener;
    private final Path log;
    private final InstantSource clock;
    private final long start = System.nanoTime();

    Narrator(PrintStream listener, Path log, InstantSource clock) {
        this.listener = listener;
        this.log = log;
        this.clock = clock;
    }

    synchronized void says(String sentence) {
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        listener.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, sentence));
        String line = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + sentence + "\n";
        try {
            Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            listener.println("          Cannot write to " + log + ": " + failure.getMessage());
        }
    }
}

package io.heed.local;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Says how far something is: on a terminal in one line that is written over, elsewhere a line every ten seconds without
 * any control character.
 */
final class ProgressLine {
    private static final int WIDTH = 24;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long BETWEEN_ON_TERMINAL = 100_000_000L;
    private static final long BETWEEN_ELSEWHERE = 10_000_000_000L;
    private static final int LONGEST = 100;

    private final PrintStream out;
    private final boolean terminal;
    private boolean open;

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * On standard output. The compiler's check knows JDK 22, where there always was a console; since JDK 25 a pipe has none
     * again.
     */
    @SuppressWarnings("SystemConsoleNull")
    static ProgressLine standard() {
        Console console = System.console();
        return new ProgressLine(System.out, console != null && console.isTerminal());
    }

    /** A sentence of its own. */
    synchronized void says(String sentence) {
        close();
        out.println(sentence);
        out.flush();
    }

    /** Something that is done when this many are reached. */
    Stage begin(String what, String unit, long of) {
        return new Stage(what, unit, of);
    }

    private synchronized void show(String line) {
        if (terminal) {
            out.print('\r' + String.format(Locale.ROOT, "%-" + LONGEST + "s", line));
            open = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    private synchronized void close() {
        if (open) {
            out.println();
            open = false;
        }
    }

    /** A part of the work. */
    final class Stage {
        private final String what;
        private final String unit;
        private final long of;
        private final long began = System.nanoTime();
        private long shown = began;
        private long first = -1;
        private long last;

        private Stage(String what, String unit, long of) {
            this.what = what;
            this.unit = unit;
            this.of = of;
        }

        /** So many are done. */
        synchronized void reached(long done) {
            first = first < 0 ? done : first;
            last = done;
            long now = System.nanoTime();
            if (now - shown >= (terminal ? BETWEEN_ON_TERMINAL : BETWEEN_ELSEWHERE)) {
                shown = now;
                show(line(now));
            }
        }

        /** It is over. */
        synchronized void end() {
            show(line(System.nanoTime()));
            close();
        }

        private String line(long now) {
            double seconds = Math.max((now - began) / NANOS_PER_SECOND, 0.001);
            double rate = (last - Math.max(0, first)) / seconds;
            double share = of == 0 ? 1 : Math.min(1, (double) last / of);
            int filled = (int) (share * WIDTH);
            String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
            return what + " [" + bar + "] " + (int) (share * 100) + "%  " + pace(rate) + rest(rate, seconds);
        }

        private String pace(double rate) {
            return unit.equals("bytes")
                    ? String.format(Locale.ROOT, "%.1f MiB/s", rate / (1 << 20))
                    : String.format(Locale.ROOT, "%,d of %,d %s  %,d/s", last, of, unit, Math.round(rate));
        }

        private String rest(double rate, double seconds) {
            if (last >= of) {
                return String.format(Locale.ROOT, "  in %.1f s", seconds);
            }
            long left = rate < 1 ? -1 : Math.round((of - last) / rate);
            return left < 0 ? "" : String.format(Locale.ROOT, "  %d:%02d left", left / 60, left % 60);
        }
    }
}

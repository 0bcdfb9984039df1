package io.heed.bench;

import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import io.heed.bench.themes.ThemesBench;

/** {@code ./heed bench NAME}. */
@Command(
        name = "heed bench",
        description = "Benchmarks that print ratios to a limit measured in the same run.",
        mixinStandardHelpOptions = true,
        subcommands = {LoopBench.class, IngestBench.class, ThemesBench.class, CostBench.class, QueueBench.class})
public final class Bench implements Runnable {

    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec command;

    private Bench() {}

    public static void main(String[] arguments) {
        KAFKA.setLevel(Level.WARNING);
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    /** Without a name: says which there are. */
    @Override
    public void run() {
        if (command != null) {
            command.commandLine().usage(System.out);
        }
    }
}

package io.heed.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./heed bench NAME}. */
@Command(
        name = "heed bench",
        description = "Benchmarks that print ratios to a limit measured in the same run.",
        mixinStandardHelpOptions = true,
        subcommands = LoopBench.class)
public final class Bench implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec command;

    private Bench() {}

    public static void main(String[] arguments) {
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

package io.heed.local;

import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;

import io.heed.embedded.PartFailedException;

/** The commands that {@code ./heed} hands to Java; it prints their help itself, without waiting for a build. */
@CommandLine.Command(
        name = "heed",
        subcommands = {UpCommand.class, DownCommand.class, DemoCommand.class, TokenCommand.class, ImportCommand.class})
public final class HeedCommand {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    /** The broker's client reports every attempt to reach a broker that is still starting. */
    private static final Logger BROKER_CLIENT = Logger.getLogger("org.apache.kafka");

    private HeedCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command: 0 when it did what it was asked, 1 when it failed, 2 when it has to be called otherwise. */
    static int run(String... arguments) {
        BROKER_CLIENT.setLevel(Level.OFF);
        return new CommandLine(new HeedCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
                .setParameterExceptionHandler((failure, wrong) -> {
                    System.err.println(failure.getMessage() + ". See ./heed "
                            + failure.getCommandLine().getCommandName() + " --help.");
                    return MISUSED;
                })
                .execute(arguments);
    }

    private static int explain(Exception failure) throws Exception {
        if (failure instanceof Refusal || failure instanceof PartFailedException) {
            System.err.println(failure.getMessage());
            return failure instanceof Misuse ? MISUSED : FAILED;
        }
        if (failure instanceof UncheckedIOException unreadable) {
            System.err.println("Heed can't read or write its files: " + unreadable.getCause());
            return FAILED;
        }
        throw failure;
    }
}

package io.heed.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops the Heed that runs on a folder, and waits until it has stopped. */
@Command(name = "down")
final class DownCommand implements Callable<Integer> {
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    @Option(names = "--data", required = true)
    private Path data;

    @Override
    public Integer call() throws Exception {
        DataFolder folder = new DataFolder(data.toAbsolutePath().normalize());
        ProcessHandle runner = InstanceLock.holder(folder)
                .flatMap(mark -> mark.process())
                .orElseThrow(() -> new Refusal("No Heed runs on " + folder.root() + "."));
        runner.destroy();
        try {
            runner.onExit().get(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new Refusal(
                    "Heed (process " + runner.pid() + ") has not stopped after " + STOPS_WITHIN.toSeconds()
                            + " s; its log is " + folder.log("heed") + ".",
                    late);
        }
        System.err.println("Heed on " + folder.root() + " has stopped.");
        return 0;
    }
}

package io.heed.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.heed.embedded.ProcessMark;

/** Stops the Heed that runs on a folder, and waits until it has stopped. */
@Command(name = "down")
final class DownCommand implements Callable<Integer> {
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    @Option(names = "--data", required = true)
    private Path data;

    @Override
    public Integer call() throws Exception {
        DataFolder folder = DataFolder.at(data);
        Optional<ProcessHandle> runner = InstanceLock.holder(folder).flatMap(ProcessMark::process);
        if (runner.isPresent()) {
            stop(runner.get(), folder);
        }
        List<String> leftovers = Leftovers.end(folder);
        if (runner.isEmpty() && leftovers.isEmpty()) {
            throw new Refusal("No Heed runs on " + folder.root() + ".");
        }
        System.err.println("Heed on " + folder.root() + " has stopped"
                + (leftovers.isEmpty() ? "." : "; it had been killed and left " + String.join(", ", leftovers) + "."));
        return 0;
    }

    private static void stop(ProcessHandle runner, DataFolder folder) throws InterruptedException, ExecutionException {
        runner.destroy();
        try {
            runner.onExit().get(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new Refusal(
                    "Heed (process " + runner.pid() + ") has not stopped after " + STOPS_WITHIN.toSeconds()
                            + " s; its log is " + folder.log("heed") + ".",
                    late);
        }
    }
}

package io.heed.local;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.heed.embedded.PartFailedException;

/** Runs Heed until it is told to stop, or starts one that goes on by itself. */
@Command(name = "up")
final class UpCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--port", defaultValue = "8080")
    private int port;

    @Option(names = "--data", required = true)
    private Path data;

    @Option(names = "--detach")
    private boolean detach;

    @Override
    public Integer call() throws Exception {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new Refusal("Port " + port + " does not exist: choose one between 1 and " + HIGHEST_PORT + ".");
        }
        if (detach) {
            return new DetachedStart(DataFolder.prepared(data), port).run();
        }
        HeedInstance instance = HeedInstance.open(data, port, System.err);
        AtomicBoolean told = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            told.set(true);
                            instance.close();
                        },
                        "stop"));
        try {
            instance.run();
        } catch (PartFailedException failure) {
            if (told.get()) {
                // Ctrl-C before everything was up: that a part did not come up is what was asked for.
                return 1;
            }
            throw failure;
        }
        System.out.println(readyLine(port));
        System.out.flush();
        instance.awaitClose();
        return 0;
    }

    static String readyLine(int port) {
        return "Heed is ready at http://localhost:" + port;
    }
}

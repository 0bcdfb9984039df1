package io.heed.local;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
        requirePort(port, data);
        if (detach) {
            return new DetachedStart(DataFolder.prepared(data), port).run();
        }
        return ForegroundRun.until(data, port, ready -> {});
    }

    /**
     * Tried before anything else, a port that is busy leaves no folder behind.
     *
     * @throws Misuse when the port can't be had, or the Heed that has the folder has it
     */
    static void requirePort(int port, Path data) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new Misuse("Port " + port + " does not exist: choose one between 1 and " + HIGHEST_PORT + ".");
        }
        try {
            FrontDoor.requireFree(port);
        } catch (Misuse busy) {
            DataFolder folder = DataFolder.at(data);
            throw InstanceLock.holder(folder).isPresent() ? InstanceLock.taken(folder) : busy;
        }
    }

    static String readyLine(int port) {
        return "Heed is ready at http://localhost:" + port;
    }
}

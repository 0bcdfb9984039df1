package io.heed.local;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import io.heed.embedded.PartFailedException;

/** Runs Heed in this process until it is told to stop. */
final class ForegroundRun {

    private ForegroundRun() {}

    /** What is done as soon as everything is ready. */
    @FunctionalInterface
    interface WhenReady {
        void run(HeedInstance heed) throws InterruptedException;
    }

    /** Returns the exit code once Heed has stopped. */
    static int until(Path data, int port, WhenReady whenReady) throws InterruptedException {
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
        System.out.println(UpCommand.readyLine(port));
        System.out.flush();
        whenReady.run(instance);
        instance.awaitClose();
        return 0;
    }
}

package io.heed.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for something, looking twenty times a second, until a time is over that starts with its making. */
public final class Patience {
    private static final long STEP_MILLIS = 50;

    private final long end;

    public Patience(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /**
     * Waits until it is ready.
     *
     * @param ready looked at until it is true
     * @param hope run before each look; throws when waiting longer is in vain
     * @param late what to throw when the time is over
     */
    public void until(Callable<Boolean> ready, Runnable hope, Supplier<PartFailedException> late) {
        try {
            while (true) {
                hope.run();
                if (ready.call()) {
                    return;
                }
                if (isOver()) {
                    throw late.get();
                }
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while waiting for a part.", interrupted);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new PartFailedException("Waiting for a part failed: " + failure.getMessage(), failure);
        }
    }

    public boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}

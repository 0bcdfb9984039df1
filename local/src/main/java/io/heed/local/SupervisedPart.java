package io.heed.local;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.heed.embedded.PartFailedException;
import io.heed.embedded.RunningPart;

/** A part that is started again, by itself, when its process dies although nobody stopped it. */
final class SupervisedPart {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final RunningPart part;
    private final Narrator narrator;
    /** Held while the part starts, so that a stop knows when no process can appear behind its back. */
    private final ReentrantLock starting = new ReentrantLock();

    private volatile boolean wanted;
    private volatile boolean retired;

    SupervisedPart(RunningPart part, Narrator narrator) {
        this.part = part;
        this.narrator = narrator;
    }

    /** Starts the part, returns when it answers, and supervises it from then on. */
    void start() {
        wanted = true;
        launch();
        Thread.ofVirtual().name("watch-" + part.title()).start(this::watch);
    }

    private void launch() {
        starting.lock();
        try {
            if (!wanted || retired) {
                throw new PartFailedException(part.title() + " is not to run any more.");
            }
            part.start();
        } finally {
            starting.unlock();
        }
    }

    /** Follows one life of the part after the other until it is no longer wanted. */
    private void watch() {
        while (true) {
            int code = part.onExit().join();
            if (!wanted) {
                return;
            }
            narrator.says(part.title() + " ended unexpectedly (exit code " + code + "); starting it again.");
            if (!revived()) {
                return;
            }
            narrator.says(part.title() + " is back.");
        }
    }

    /** False when the part is no longer wanted. */
    private boolean revived() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            sleep(pause);
            if (!wanted) {
                return false;
            }
            try {
                if (!part.isAlive()) {
                    launch();
                }
                return true;
            } catch (PartFailedException failure) {
                if (!wanted) {
                    return false;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                narrator.says(failure.getMessage() + " Trying again in " + pause.toMillis() + " ms.");
            }
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while waiting to start a part again.", interrupted);
        }
    }

    /** Stops the part; it stays down until somebody starts it. */
    void stop() {
        wanted = false;
        try {
            do {
                part.stop();
            } while (!starting.tryLock(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
            try {
                part.stop();
            } finally {
                starting.unlock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            part.stop();
        }
    }

    /** Stops the part for good: a start that comes later is refused. */
    void retire() {
        retired = true;
        stop();
    }

    RunningPart part() {
        return part;
    }
}

package io.heed.messaging;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a handler's steps of the same kind from overlapping, whoever asks for them: the pipeline or somebody who sends a
 * record through again. First come, first served.
 *
 * <p>Who applies may prepare inside its turn; who prepares must not ask to apply.
 */
final class Turns {

    private final ReentrantLock preparing = new ReentrantLock(true);
    private final ReentrantLock applying = new ReentrantLock(true);

    <T> T prepare(Callable<T> step) throws Exception {
        return alone(preparing, step);
    }

    <T> T apply(Callable<T> step) throws Exception {
        return alone(applying, step);
    }

    private static <T> T alone(ReentrantLock lock, Callable<T> step) throws Exception {
        lock.lockInterruptibly();
        try {
            return step.call();
        } finally {
            lock.unlock();
        }
    }
}

package io.heed.feedback.intake;

import org.jspecify.annotations.Nullable;

import io.heed.rest.ProblemException;

/** Is told once what became of a signal. That is on the thread that speaks with the broker: it must not wait. */
@FunctionalInterface
public interface AppendCallback {

    /**
     * The broker has the signal, or it is not known to have it.
     *
     * @param unavailable null when the broker has the signal; a 503 when it is not known to have it
     */
    void onCompletion(@Nullable ProblemException unavailable);
}

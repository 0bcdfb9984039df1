package io.heed.insight.readings;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionChanged;
import io.heed.contracts.SignalReceived;

/** What one record of a batch asks for. */
sealed interface Step {

    /**
     * To understand a signal.
     *
     * @param read null when the signal was known already as the batch was prepared
     */
    record Understand(SignalReceived signal, @Nullable ReadSignal read) implements Step {}

    /** To forget a signal. */
    record Erase(UUID signalId) implements Step {}

    /** To note what became of an action. */
    record Note(ActionChanged action) implements Step {}
}

package io.heed.insight.readings;

import java.util.List;

import io.heed.contracts.SignalReceived;

/** A signal and its statements, in the order of its text. */
record ReadSignal(SignalReceived signal, List<ReadStatement> statements) {

    ReadSignal {
        statements = List.copyOf(statements);
    }
}

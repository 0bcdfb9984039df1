package io.heed.messaging;

import java.util.List;

/** What became of a record that was sent through again from quarantine. */
public sealed interface Redriven {

    /** It had its effect and is no longer in quarantine. */
    record Applied() implements Redriven {}

    /** It is not in quarantine: it was sent through, discarded or erased, or never was there. */
    record Gone() implements Redriven {}

    /** It still can't be read or applied, and stays. */
    record Refused(QuarantineCode code, List<Fault> faults) implements Redriven {

        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** Something that its consumer needs is away, or its consumer is not running yet; it stays. */
    record Unavailable() implements Redriven {}
}

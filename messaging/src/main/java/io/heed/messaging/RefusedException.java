package io.heed.messaging;

import java.util.List;

/** Thrown by a handler for a record that can be read and must not be taken: why is known, and it is no bug. */
public final class RefusedException extends RuntimeException {

    private final QuarantineCode code;
    private final transient List<Fault> faults;

    public RefusedException(QuarantineCode code, List<Fault> faults) {
        super(code.name(), null, false, false);
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    /** Under what it goes to quarantine. */
    public QuarantineCode code() {
        return code;
    }

    /** What is wrong with it, as far as that is known. */
    public List<Fault> faults() {
        return faults;
    }
}

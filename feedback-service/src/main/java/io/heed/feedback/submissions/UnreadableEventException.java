package io.heed.feedback.submissions;

import java.util.List;

import io.heed.messaging.Fault;
import io.heed.messaging.QuarantineCode;

/** Says why a record can't be taken. Never leaves this package. */
final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    private final QuarantineCode code;
    private final transient List<Fault> faults;

    UnreadableEventException(QuarantineCode code, List<Fault> faults) {
        super(code.name(), null, false, false);
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    UnreadableEventException(QuarantineCode code, String field, String message) {
        this(code, List.of(new Fault(field, message)));
    }

    QuarantineCode code() {
        return code;
    }

    List<Fault> faults() {
        return faults;
    }
}

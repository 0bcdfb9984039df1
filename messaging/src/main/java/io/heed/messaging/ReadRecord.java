package io.heed.messaging;

import java.util.List;
import java.util.UUID;

/**
 * What a record turned out to be for the consumer that met it.
 *
 * @param <D> what the consumer's handler takes
 */
public sealed interface ReadRecord<D> {

    /** Something for the handler. */
    record Delivered<D>(D delivery) implements ReadRecord<D> {}

    /** Something for the handler that erases what its key names, also from quarantine. */
    record Erasing<D>(D delivery, UUID key) implements ReadRecord<D> {}

    /** A type that this version does not know: passed over and counted, so that new types can be published. */
    record Skipped<D>(String type) implements ReadRecord<D> {}

    /** A record that nobody can act on; it goes to quarantine. */
    record Unreadable<D>(QuarantineCode code, List<Fault> faults) implements ReadRecord<D> {

        public Unreadable {
            faults = List.copyOf(faults);
        }
    }
}

package io.heed.action.readings;

import io.heed.contracts.Facets;
import io.heed.contracts.SignalUnderstood;

/** Who counts as one person. */
public final class Person {

    private Person() {}

    /** The customer however often they write; without a reference, the signal stands for one person. */
    public static String of(SignalUnderstood reading) {
        Facets facets = reading.facets();
        return facets.customerRef() == null ? reading.signalId().toString() : facets.customerRef();
    }
}

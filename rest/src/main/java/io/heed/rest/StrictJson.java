package io.heed.rest;

import com.fasterxml.jackson.core.JsonFactory;

/** Parsers of JSON that hold nesting and numbers to the same bounds as the REST interface's other bodies. */
public final class StrictJson {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().streamReadConstraints(JsonForm.CONSTRAINTS).build();

    private StrictJson() {}

    /** Makes the parsers. */
    public static JsonFactory factory() {
        return FACTORY;
    }
}

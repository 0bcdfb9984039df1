package io.heed.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads JSON as trees, as strictly as the REST interface reads its other bodies: nesting and numbers are bounded, a
 * doubled field and anything behind the value are refused. That a field is doubled shows when it is put into the tree,
 * which costs nothing, where a parser would have to remember all names.
 */
public final class StrictTrees {

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(JsonForm.CONSTRAINTS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private StrictTrees() {}

    /** A reader of trees. */
    public static ObjectReader reader() {
        return READER;
    }
}

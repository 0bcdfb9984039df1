package io.heed.rest;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;

/**
 * A string as a database can keep it: U+0000, which PostgreSQL refuses, is taken out; half of a surrogate pair, which has
 * no UTF-8, is refused.
 */
final class StorableText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1;

    private final JsonDeserializer<String> plain = StringDeserializer.instance;

    StorableText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = plain.deserialize(parser, context).replace("\0", "");
        if (text.codePoints().anyMatch(code -> Character.getType(code) == Character.SURROGATE)) {
            return context.reportInputMismatch(String.class, "Half of a surrogate pair");
        }
        return text;
    }
}

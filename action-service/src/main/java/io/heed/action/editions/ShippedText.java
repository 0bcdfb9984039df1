package io.heed.action.editions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The texts that stand in the jar: edition 0 of what people edit. */
public final class ShippedText {

    private ShippedText() {}

    /**
     * Reads one.
     *
     * @param name from the root of the jar, with its leading slash
     */
    public static String read(String name) {
        try (InputStream in = Objects.requireNonNull(ShippedText.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package io.heed.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Invented voices for tests, one a line. */
final class Voices {

    private Voices() {}

    /** Forty people who report one problem, each in other words. */
    static List<String> aboutCardPayment() {
        return lines("/voices/card-payment.txt");
    }

    /** Two hundred others, eight each about twenty-five other things. */
    static List<String> aboutOtherThings() {
        return lines("/voices/others.txt");
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Voices.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

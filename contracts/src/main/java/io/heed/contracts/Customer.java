package io.heed.contracts;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The customer that a signal is about.
 *
 * @param ref the organisation's own reference of the customer
 * @param segments name to value, for example {@code plan} to {@code gold}
 */
public record Customer(@Nullable String ref, Map<String, String> segments) {

    public Customer {
        segments = segments == null ? Map.of() : Map.copyOf(segments);
    }
}

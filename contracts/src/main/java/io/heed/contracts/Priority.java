package io.heed.contracts;

import java.util.List;

/**
 * Why one theme stands above another.
 *
 * @param score the sum of value × weight over the parts, 0…1, to four decimals
 */
public record Priority(double score, List<PriorityPart> parts) {

    public Priority {
        parts = List.copyOf(parts);
    }

    /** The score of these parts: the sum of value × weight. */
    public static Priority of(List<PriorityPart> parts) {
        double sum =
                parts.stream().mapToDouble(part -> part.value() * part.weight()).sum();
        return new Priority(Math.rint(sum * 10_000) / 10_000, parts);
    }
}

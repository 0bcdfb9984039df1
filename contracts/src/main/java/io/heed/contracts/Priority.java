package io.heed.contracts;

import java.util.List;

/**
 * Why one theme stands above another.
 *
 * @param score the sum of value × weight over the parts, 0…1
 */
public record Priority(double score, List<PriorityPart> parts) {

    public Priority {
        parts = List.copyOf(parts);
    }

    /** The score of these parts: the sum of value × weight. */
    public static Priority of(List<PriorityPart> parts) {
        return new Priority(
                parts.stream().mapToDouble(part -> part.value() * part.weight()).sum(), parts);
    }
}

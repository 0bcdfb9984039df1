package io.heed.action.queue;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.heed.action.actions.Moved;
import io.heed.rest.Problem;
import io.heed.rest.Violation;

/**
 * What came of moving many actions.
 *
 * @param id of this bulk; null when it was tried only, or moved nothing
 * @param matched how many actions were meant
 * @param done how many were moved, or would be
 * @param refused how many were not, or would not be
 * @param items each of them, by id
 */
record BulkAnswer(@Nullable UUID id, boolean dryRun, int matched, int done, int refused, List<Item> items) {

    BulkAnswer {
        items = List.copyOf(items);
    }

    /**
     * What came of one.
     *
     * @param status why it was refused, as the same move of this action alone would have been; null where it was not
     * @param detail the same in words
     */
    record Item(
            UUID id,
            Outcome outcome,
            @Nullable Integer status,
            @Nullable String detail) {}

    /** Moved or not. */
    enum Outcome {
        @JsonProperty("done")
        DONE,
        @JsonProperty("refused")
        REFUSED
    }

    static BulkAnswer of(@Nullable UUID id, boolean dryRun, List<Moved> moved) {
        List<Item> items = moved.stream().map(BulkAnswer::item).toList();
        int done = (int)
                items.stream().filter(item -> item.outcome() == Outcome.DONE).count();
        return new BulkAnswer(id, dryRun, items.size(), done, items.size() - done, items);
    }

    private static Item item(Moved moved) {
        Problem refusal = moved.refusal();
        return refusal == null
                ? new Item(moved.id(), Outcome.DONE, null, null)
                : new Item(moved.id(), Outcome.REFUSED, refusal.status(), words(refusal));
    }

    private static String words(Problem refusal) {
        List<Violation> violations = refusal.violations();
        return violations == null
                ? refusal.detail()
                : violations.stream()
                        .map(violation -> violation.field() + " " + violation.message())
                        .collect(Collectors.joining("; "));
    }
}

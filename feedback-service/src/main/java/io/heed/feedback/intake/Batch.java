package io.heed.feedback.intake;

import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.heed.rest.Problem;
import io.heed.rest.Violation;

/**
 * The answer to a batch.
 *
 * @param accepted how many were taken
 * @param items those that were taken, in the batch's order
 * @param rejected those that were not, in the batch's order
 */
@Schema(name = "BatchAnswer")
public record Batch(int accepted, List<Taken> items, List<Rejected> rejected) {

    /** The most signals of a batch. */
    public static final int MOST = 1_000;

    /**
     * A signal that was taken.
     *
     * @param index its place in the batch, from 0; blank lines have none
     */
    @Schema(name = "TakenItem")
    public record Taken(int index, UUID id, String receipt) {}

    /**
     * A signal that was not taken, with what to do about it.
     *
     * @param index its place in the batch, from 0; blank lines have none
     */
    @Schema(name = "RejectedItem")
    public record Rejected(
            int index,
            String title,
            String detail,
            @Nullable List<Violation> violations) {

        static Rejected of(int index, Problem problem) {
            return new Rejected(index, problem.title(), problem.detail(), problem.violations());
        }
    }

    public Batch {
        items = List.copyOf(items);
        rejected = List.copyOf(rejected);
    }
}

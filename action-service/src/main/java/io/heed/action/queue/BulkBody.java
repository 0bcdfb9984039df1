package io.heed.action.queue;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.heed.action.actions.Move;
import io.heed.rest.Choice;
import io.heed.rest.ProblemException;

/**
 * One move with many actions, as callers send it.
 *
 * @param move what is to be done: accept, assign, start, comment, complete or dismiss
 * @param ids the actions, {@value #MOST} at most; else {@code filter}
 * @param filter the actions that the queue shows under these parameters; else {@code ids}
 * @param expect how many actions the caller means: if they are not as many, nothing is done
 * @param dryRun whether nothing is to be changed, only to be told
 * @param owner of assign; a subject
 * @param team of assign; without the {@code @}
 * @param reason of assign and dismiss
 * @param text of comment
 * @param rootCause of complete
 * @param resolution of complete
 * @param answer of complete
 */
record BulkBody(
        @Nullable String move,
        @Nullable List<UUID> ids,
        QueueFilter.@Nullable Text filter,
        @Nullable Integer expect,
        @Nullable Boolean dryRun,
        @Nullable String owner,
        @Nullable String team,
        @Nullable String reason,
        @Nullable String text,
        @Nullable String rootCause,
        @Nullable String resolution,
        @Nullable String answer) {

    /** Actions of one request. */
    static final int MOST = 10_000;

    private enum Kind {
        ACCEPT,
        ASSIGN,
        START,
        COMMENT,
        COMPLETE,
        DISMISS
    }

    boolean isDry() {
        return Boolean.TRUE.equals(dryRun);
    }

    /**
     * The move.
     *
     * @throws ProblemException 400 when it is none that can be made with many
     */
    Move asked() {
        Kind kind = Choice.of("move", Kind.class, move);
        if (kind == null) {
            throw ProblemException.invalid(
                    "move", "must be given: accept, assign, start, comment, complete or dismiss");
        }
        return switch (kind) {
            case ACCEPT -> new Move.Accept();
            case ASSIGN -> new Move.Assign(owner, team, reason);
            case START -> new Move.Start();
            case COMMENT -> new Move.Comment(text);
            case COMPLETE -> new Move.Complete(rootCause, resolution, answer);
            case DISMISS -> new Move.Dismiss(reason);
        };
    }

    /** What it is called. */
    String name() {
        return Objects.requireNonNull(move);
    }

    /**
     * The ids that were given, in ascending order; null where a filter was.
     *
     * @throws ProblemException 400 when neither was given or both, or too many
     */
    @Nullable
    List<UUID> given() {
        if (Stream.of(ids, filter).filter(Objects::nonNull).count() != 1) {
            throw ProblemException.invalid("ids", "give either ids or a filter");
        }
        if (ids == null) {
            return null;
        }
        if (ids.isEmpty() || ids.size() > MOST || ids.contains(null)) {
            throw ProblemException.invalid("ids", "must be 1 to " + MOST + " ids of actions");
        }
        return ids.stream().distinct().sorted().toList();
    }
}

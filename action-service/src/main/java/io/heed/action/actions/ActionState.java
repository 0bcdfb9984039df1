package io.heed.action.actions;

import java.time.Instant;

import io.heed.contracts.ActionStatus;

/**
 * Where an action stands. The methods of a state are the only moves that are legal from it:
 *
 * <pre>
 * open, reopened ─accept→ accepted ─start→ in_progress
 *                         accepted, in_progress ─complete→ completed ─verify→ verified
 * open, reopened, accepted, in_progress ─dismiss→ dismissed
 * completed, verified, dismissed ─reopen→ reopened
 * </pre>
 */
sealed interface ActionState {

    ActionStatus status();

    /** Waits for somebody to take it. */
    sealed interface Acceptable extends ActionState permits Open, Reopened {
        default Accepted accept(Instant at) {
            return new Accepted(at);
        }
    }

    /** Somebody took it and may end it. */
    sealed interface Completable extends ActionState permits Accepted, InProgress {
        default Completed complete(Closure closure, Instant at) {
            return new Completed(closure, at);
        }
    }

    /** Not closed yet. */
    sealed interface Unclosed extends ActionState permits Open, Reopened, Accepted, InProgress {
        default Dismissed dismiss(String reason, Instant at) {
            return new Dismissed(reason, at);
        }
    }

    /** Closed, one way or the other. */
    sealed interface Closed extends ActionState permits Completed, Verified, Dismissed {
        default Reopened reopen() {
            return new Reopened();
        }
    }

    record Open() implements Acceptable, Unclosed {
        @Override
        public ActionStatus status() {
            return ActionStatus.OPEN;
        }
    }

    record Reopened() implements Acceptable, Unclosed {
        @Override
        public ActionStatus status() {
            return ActionStatus.REOPENED;
        }
    }

    record Accepted(Instant at) implements Completable, Unclosed {
        InProgress start() {
            return new InProgress(at);
        }

        @Override
        public ActionStatus status() {
            return ActionStatus.ACCEPTED;
        }
    }

    record InProgress(Instant acceptedAt) implements Completable, Unclosed {
        @Override
        public ActionStatus status() {
            return ActionStatus.IN_PROGRESS;
        }
    }

    record Completed(Closure closure, Instant at) implements Closed {
        Verified verify() {
            return new Verified(closure, at);
        }

        @Override
        public ActionStatus status() {
            return ActionStatus.COMPLETED;
        }
    }

    /** Its effect was proved. */
    record Verified(Closure closure, Instant completedAt) implements Closed {
        @Override
        public ActionStatus status() {
            return ActionStatus.VERIFIED;
        }
    }

    record Dismissed(String reason, Instant at) implements Closed {
        @Override
        public ActionStatus status() {
            return ActionStatus.DISMISSED;
        }
    }
}

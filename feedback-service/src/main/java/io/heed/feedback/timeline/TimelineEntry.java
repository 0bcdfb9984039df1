package io.heed.feedback.timeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionKind;
import io.heed.contracts.Principal;

/**
 * Something that happened to a signal. Fields that do not belong to {@code what} are absent.
 *
 * @param principal who did it
 * @param themes what it was understood to be about
 * @param actionId the action that it was put behind, or that moved
 * @param answer what the writer was told
 */
public record TimelineEntry(
        Instant at,
        What what,
        @Nullable Principal principal,
        @Nullable List<ThemeLabel> themes,
        @Nullable UUID actionId,
        @Nullable ActionKind actionKind,
        @Nullable String answer) {

    /** By time; what happened at the same time in the order of the loop. */
    static final Comparator<TimelineEntry> IN_ORDER =
            Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::what);

    /** What can happen to a signal, in the order in which it usually does. */
    public enum What {
        @JsonProperty("received")
        RECEIVED,
        /** The same id came again with other content, which was not taken. */
        @JsonProperty("conflict")
        CONFLICT,
        @JsonProperty("understood")
        UNDERSTOOD,
        @JsonProperty("in_action")
        IN_ACTION,
        @JsonProperty("action_accepted")
        ACTION_ACCEPTED,
        @JsonProperty("action_dismissed")
        ACTION_DISMISSED,
        @JsonProperty("action_completed")
        ACTION_COMPLETED,
        @JsonProperty("answered")
        ANSWERED
    }

    static TimelineEntry by(Instant at, What what, Principal principal) {
        return new TimelineEntry(at, what, principal, null, null, null, null);
    }

    static TimelineEntry understood(Instant at, @Nullable List<ThemeLabel> themes) {
        return new TimelineEntry(at, What.UNDERSTOOD, null, themes, null, null, null);
    }

    static TimelineEntry of(Instant at, What what) {
        return new TimelineEntry(at, what, null, null, null, null, null);
    }

    static TimelineEntry action(Instant at, What what, UUID actionId, ActionKind kind) {
        return new TimelineEntry(at, what, null, null, actionId, kind, null);
    }

    static TimelineEntry answered(Instant at, @Nullable UUID actionId, @Nullable String answer) {
        return new TimelineEntry(at, What.ANSWERED, null, null, actionId, null, answer);
    }
}

package io.heed.action.actions;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;

/**
 * What people edit of an action. What only follows from events (counts, priority, the published version) is in the same
 * row but not here: an edit can't overwrite it.
 */
@Entity
@Table(name = "actions")
@DynamicUpdate
class Action {

    @Id
    private UUID id;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private ActionKind kind;

    @Column
    @Enumerated(EnumType.STRING)
    private ActionStatus status;

    @Column
    private String team;

    @Column
    private @Nullable String owner;

    @Column(name = "owned_at")
    private @Nullable Instant ownedAt;

    @Column(name = "accepted_at")
    private @Nullable Instant acceptedAt;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Column(name = "closed_by_kind")
    @Enumerated(EnumType.STRING)
    private @Nullable PrincipalKind closedByKind;

    @Column(name = "closed_by")
    private @Nullable String closedBy;

    @Column(name = "root_cause")
    private @Nullable String rootCause;

    @Column
    private @Nullable String resolution;

    @Column
    private @Nullable String answer;

    @Column(name = "dismiss_reason")
    private @Nullable String dismissReason;

    @Column
    private long edition;

    /** For Hibernate only. */
    protected Action() {}

    UUID id() {
        return id;
    }

    String team() {
        return team;
    }

    @Nullable
    String owner() {
        return owner;
    }

    @Nullable
    Instant acceptedAt() {
        return acceptedAt;
    }

    /** What the ETag says. */
    long edition() {
        return edition;
    }

    ActionState state() {
        return switch (status) {
            case OPEN -> new ActionState.Open();
            case REOPENED -> new ActionState.Reopened();
            case ACCEPTED -> new ActionState.Accepted(known(acceptedAt));
            case IN_PROGRESS -> new ActionState.InProgress(known(acceptedAt));
            case COMPLETED -> new ActionState.Completed(closure(), known(closedAt));
            case VERIFIED -> new ActionState.Verified(closure(), known(closedAt));
            case DISMISSED -> new ActionState.Dismissed(known(dismissReason), known(closedAt));
        };
    }

    /** Takes on a state that {@link ActionState} allowed. */
    void become(ActionState next, Principal by) {
        status = next.status();
        rootCause = null;
        resolution = null;
        answer = null;
        dismissReason = null;
        closedAt = null;
        closedBy = null;
        closedByKind = null;
        switch (next) {
            case ActionState.Open open -> acceptedAt = null;
            case ActionState.Reopened reopened -> acceptedAt = null;
            case ActionState.Accepted accepted -> acceptedAt = accepted.at();
            case ActionState.InProgress inProgress -> acceptedAt = inProgress.acceptedAt();
            case ActionState.Completed completed -> close(completed.closure(), completed.at(), by);
            case ActionState.Verified verified -> close(verified.closure(), verified.completedAt(), by);
            case ActionState.Dismissed dismissed -> {
                dismissReason = dismissed.reason();
                closed(dismissed.at(), by);
            }
        }
    }

    void assign(String newTeam, @Nullable String newOwner, Instant at) {
        team = newTeam;
        owner = newOwner;
        if (newOwner != null && ownedAt == null) {
            ownedAt = at;
        }
    }

    /**
     * Makes it what it was before somebody moved it together with others, and says what the history is to tell. It was not
     * closed then.
     */
    HistoryEntry restore(Before before, Principal by, Instant at, String why) {
        ActionStatus was = status;
        Map<String, String> details = new LinkedHashMap<>();
        details.put("from", was.name().toLowerCase(Locale.ROOT));
        details.put("to", before.status().name().toLowerCase(Locale.ROOT));
        details.put("team", before.team());
        if (before.owner() != null) {
            details.put("owner", before.owner());
        }
        acceptedAt = before.acceptedAt();
        become(
                switch (before.status()) {
                    case OPEN -> new ActionState.Open();
                    case REOPENED -> new ActionState.Reopened();
                    case ACCEPTED -> new ActionState.Accepted(known(acceptedAt));
                    case IN_PROGRESS -> new ActionState.InProgress(known(acceptedAt));
                    case COMPLETED, VERIFIED, DISMISSED ->
                        throw new IllegalStateException("Action " + id + " was closed before it was moved");
                },
                by);
        team = before.team();
        owner = before.owner();
        ActionChange what =
                switch (was) {
                    case DISMISSED -> ActionChange.REOPENED;
                    case IN_PROGRESS -> ActionChange.ACCEPTED;
                    case OPEN, REOPENED, ACCEPTED, COMPLETED, VERIFIED -> ActionChange.ASSIGNED;
                };
        return new HistoryEntry(at, by, what, why, details);
    }

    void edited() {
        edition++;
    }

    private Closure closure() {
        return new Closure(known(rootCause), known(resolution), known(answer));
    }

    private void close(Closure closure, Instant at, Principal by) {
        rootCause = closure.rootCause();
        resolution = closure.resolution();
        answer = closure.answer();
        closed(at, by);
    }

    private void closed(Instant at, Principal by) {
        closedAt = at;
        closedBy = by.subject();
        closedByKind = by.kind();
    }

    private <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Action " + id + " is " + status + " but lacks what that state carries");
        }
        return value;
    }
}

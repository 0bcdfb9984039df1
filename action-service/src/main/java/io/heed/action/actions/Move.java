package io.heed.action.actions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.heed.action.closure.RootCauses;
import io.heed.action.teams.Teams;
import io.heed.contracts.ActionChange;
import io.heed.contracts.Principal;
import io.heed.rest.ProblemException;
import io.heed.rest.Violation;

/** What a person can do to an action. A move that its state does not allow is a 409, one that lacks a text a 422. */
public sealed interface Move {

    /** The same, with a root cause of the organisation's list as the list spells it. */
    default Move spelled(RootCauses causes) {
        return this;
    }

    /** Does it, and says what the history is to tell. */
    HistoryEntry apply(Action action, Principal by, Instant at, Teams teams);

    /** Takes it; whoever takes what nobody owns, owns it. */
    record Accept() implements Move {
        @Override
        public HistoryEntry apply(Action action, Principal by, Instant at, Teams teams) {
            if (!(action.state() instanceof ActionState.Acceptable open)) {
                throw LegalMoves.refuse("accept", action.state());
            }
            action.become(open.accept(at), by);
            if (action.owner() == null) {
                action.assign(action.team(), by.subject(), at);
                return entry(at, by, ActionChange.ACCEPTED, null, Map.of("owner", by.subject()));
            }
            return entry(at, by, ActionChange.ACCEPTED, null, Map.of());
        }
    }

    /** Gives it to a person, or to a team that is to decide on one; a new team starts without an owner. */
    record Assign(
            @Nullable String owner,
            @Nullable String team,
            @Nullable String why) implements Move {
        @Override
        public HistoryEntry apply(Action action, Principal by, Instant at, Teams teams) {
            if (!(action.state() instanceof ActionState.Unclosed)) {
                throw LegalMoves.refuse("assign", action.state());
            }
            List<Violation> violations = new ArrayList<>();
            if (owner == null && team == null) {
                violations.add(new Violation("owner", "give an owner, a team or both"));
            }
            if (owner != null && !Teams.isMember(owner)) {
                violations.add(new Violation("owner", "must be a user's subject, such as max"));
            }
            if (team != null && !team.equals(action.team()) && !teams.isStaffed(team)) {
                violations.add(
                        new Violation("team", "must be a team with members: " + String.join(", ", teams.staffed())));
            }
            if (why != null) {
                limited(violations, "reason", why);
            }
            refuse(violations);
            Map<String, String> details = new LinkedHashMap<>();
            details.put("fromTeam", action.team());
            if (action.owner() != null) {
                details.put("fromOwner", action.owner());
            }
            action.assign(team == null ? action.team() : team, owner, at);
            details.put("team", action.team());
            if (owner != null) {
                details.put("owner", owner);
            }
            return entry(at, by, ActionChange.ASSIGNED, why, details);
        }
    }

    /** Begins the work. */
    record Start() implements Move {
        @Override
        public HistoryEntry apply(Action action, Principal by, Instant at, Teams teams) {
            if (!(action.state() instanceof ActionState.Accepted accepted)) {
                throw LegalMoves.refuse("start", action.state());
            }
            action.become(accepted.start(), by);
            return entry(at, by, ActionChange.STARTED, null, Map.of());
        }
    }

    /** Ends it, and answers everyone behind it. */
    record Complete(
            @Nullable String rootCause,
            @Nullable String resolution,
            @Nullable String answer) implements Move {

        @Override
        public Complete spelled(RootCauses causes) {
            return new Complete(causes.spelled(rootCause), resolution, answer);
        }

        @Override
        public HistoryEntry apply(Action action, Principal by, Instant at, Teams teams) {
            if (!(action.state() instanceof ActionState.Completable taken)) {
                throw LegalMoves.refuse("complete", action.state());
            }
            List<Violation> violations = new ArrayList<>();
            Closure closure = new Closure(
                    required(violations, "rootCause", rootCause),
                    required(violations, "resolution", resolution),
                    required(violations, "answer", answer));
            refuse(violations);
            action.become(taken.complete(closure, at), by);
            return entry(
                    at,
                    by,
                    ActionChange.COMPLETED,
                    null,
                    Map.of(
                            "rootCause", closure.rootCause(),
                            "resolution", closure.resolution(),
                            "answer", closure.answer()));
        }
    }

    /** Ends it without an answer, for a reason. */
    record Dismiss(@Nullable String reason) implements Move {
        @Override
        public HistoryEntry apply(Action action, Principal by, Instant at, Teams teams) {
            if (!(action.state() instanceof ActionState.Unclosed unclosed)) {
                throw LegalMoves.refuse("dismiss", action.state());
            }
            List<Violation> violations = new ArrayList<>();
            String given = required(violations, "reason", reason);
            refuse(violations);
            action.become(unclosed.dismiss(given, at), by);
            return entry(at, by, ActionChange.DISMISSED, given, Map.of());
        }
    }

    /** Takes a closed one up again, for a reason. */
    record Reopen(@Nullable String reason) implements Move {
        @Override
        public HistoryEntry apply(Action action, Principal by, Instant at, Teams teams) {
            if (!(action.state() instanceof ActionState.Closed closed)) {
                throw LegalMoves.refuse("reopen", action.state());
            }
            List<Violation> violations = new ArrayList<>();
            String given = required(violations, "reason", reason);
            refuse(violations);
            action.become(closed.reopen(), by);
            return entry(at, by, ActionChange.REOPENED, given, Map.of());
        }
    }

    /** Says something about it. */
    record Comment(@Nullable String text) implements Move {

        /** Under which name the details have it. */
        static final String TEXT = "text";

        @Override
        public HistoryEntry apply(Action action, Principal by, Instant at, Teams teams) {
            List<Violation> violations = new ArrayList<>();
            String given = required(violations, "text", text);
            refuse(violations);
            return entry(at, by, ActionChange.COMMENTED, null, Map.of(TEXT, given));
        }
    }

    private static HistoryEntry entry(
            Instant at, Principal by, ActionChange what, @Nullable String why, Map<String, String> details) {
        return new HistoryEntry(at, by, what, why == null || why.isBlank() ? null : why.strip(), details);
    }

    private static String required(List<Violation> violations, String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            violations.add(new Violation(field, "must be there and not blank"));
            return "";
        }
        limited(violations, field, text);
        return text.strip();
    }

    private static void limited(List<Violation> violations, String field, String text) {
        if (text.length() > MoveBodies.LONGEST_TEXT) {
            violations.add(new Violation(field, "has at most " + MoveBodies.LONGEST_TEXT + " characters"));
        }
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw ProblemException.unprocessable(violations);
        }
    }
}

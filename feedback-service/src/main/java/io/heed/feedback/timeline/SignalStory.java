package io.heed.feedback.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionStanding;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Principal;
import io.heed.contracts.SignalReceived;
import io.heed.feedback.timeline.TimelineEntry.What;

/**
 * A signal and all that is known of what became of it.
 *
 * @param understoodAt null until it is known what it is about
 * @param standing every action that it stands behind
 * @param actions how those actions stand by themselves, as far as that is known
 */
public record SignalStory(
        SignalReceived signal,
        @Nullable Instant understoodAt,
        List<ThemeLabel> themes,
        List<ActionStanding> standing,
        Map<UUID, ActionMoves> actions,
        List<Conflict> conflicts) {

    /** When an action was taken on and closed, and how. */
    public record ActionMoves(
            ActionStatus status,
            @Nullable Instant acceptedAt,
            @Nullable Instant closedAt) {}

    /** Other content that came under the same id and was not taken. */
    public record Conflict(Instant at, Principal principal) {}

    /** An answer that the writer has. */
    public record Answer(String answer, Instant answeredAt) {}

    /** How far it has come; the same rule as {@link StoryStore} filters by. */
    public SignalStatus status() {
        if (standing.stream().anyMatch(action -> action.answer() != null)) {
            return SignalStatus.ANSWERED;
        }
        if (standing.stream().anyMatch(action -> !isDismissed(action.actionId()))) {
            return SignalStatus.IN_ACTION;
        }
        return understoodAt == null ? SignalStatus.ACCEPTED : SignalStatus.UNDERSTOOD;
    }

    private boolean isDismissed(UUID actionId) {
        ActionMoves moves = actions.get(actionId);
        return moves != null && moves.status() == ActionStatus.DISMISSED;
    }

    /** What happened to it, oldest first, as staff see it. */
    public List<TimelineEntry> timeline() {
        List<TimelineEntry> entries = new ArrayList<>();
        entries.add(TimelineEntry.by(signal.receivedAt(), What.RECEIVED, signal.principal()));
        conflicts.forEach(
                conflict -> entries.add(TimelineEntry.by(conflict.at(), What.CONFLICT, conflict.principal())));
        if (understoodAt != null) {
            entries.add(TimelineEntry.understood(understoodAt, themes));
        }
        for (ActionStanding action : standing) {
            entries.add(TimelineEntry.action(action.linkedAt(), What.IN_ACTION, action.actionId(), action.kind()));
            addMoves(entries, action);
            if (action.answer() != null && action.answeredAt() != null) {
                entries.add(TimelineEntry.answered(action.answeredAt(), action.actionId(), action.answer()));
            }
        }
        return entries.stream().sorted(TimelineEntry.IN_ORDER).toList();
    }

    /** What the action did since the signal stands behind it; what it did before is not the signal's story. */
    private void addMoves(List<TimelineEntry> entries, ActionStanding action) {
        ActionMoves moves = actions.get(action.actionId());
        if (moves == null) {
            return;
        }
        What closed = moves.status() == ActionStatus.DISMISSED ? What.ACTION_DISMISSED : What.ACTION_COMPLETED;
        addMove(entries, action, moves.acceptedAt(), What.ACTION_ACCEPTED);
        addMove(entries, action, moves.closedAt(), closed);
    }

    private static void addMove(List<TimelineEntry> entries, ActionStanding action, @Nullable Instant at, What what) {
        if (at != null && !at.isBefore(action.linkedAt())) {
            entries.add(TimelineEntry.action(at, what, action.actionId(), action.kind()));
        }
    }

    /** What happened to it, oldest first, as its writer sees it: nothing about who works on it. */
    public List<TimelineEntry> writersTimeline() {
        List<TimelineEntry> entries = new ArrayList<>();
        entries.add(TimelineEntry.of(signal.receivedAt(), What.RECEIVED));
        if (understoodAt != null) {
            entries.add(TimelineEntry.of(understoodAt, What.UNDERSTOOD));
        }
        standing.stream()
                .filter(action -> action.answer() != null || !isDismissed(action.actionId()))
                .forEach(action -> entries.add(TimelineEntry.of(action.linkedAt(), What.IN_ACTION)));
        answers().forEach(answer -> entries.add(TimelineEntry.answered(answer.answeredAt(), null, answer.answer())));
        return entries.stream().sorted(TimelineEntry.IN_ORDER).toList();
    }

    /** What its writer was told, oldest first. */
    public List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (ActionStanding action : standing) {
            if (action.answer() != null && action.answeredAt() != null) {
                answers.add(new Answer(action.answer(), action.answeredAt()));
            }
        }
        return answers.stream()
                .sorted((one, other) -> one.answeredAt().compareTo(other.answeredAt()))
                .toList();
    }
}

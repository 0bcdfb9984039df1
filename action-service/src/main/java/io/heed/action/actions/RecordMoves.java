package io.heed.action.actions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.answers.LinkStore;
import io.heed.action.answers.TellWriters;
import io.heed.action.answers.Told;
import io.heed.contracts.ActionChange;
import io.heed.contracts.Principal;

/** Writes down what people did to actions, in the transaction in which they did it, and tells of it. */
@ApplicationScoped
class RecordMoves {

    private final ActionRepository actions;
    private final HistoryStore history;
    private final MentionStore mentions;
    private final AnnounceActions announce;
    private final LinkStore links;
    private final TellWriters writers;

    RecordMoves(
            ActionRepository actions,
            HistoryStore history,
            MentionStore mentions,
            AnnounceActions announce,
            LinkStore links,
            TellWriters writers) {
        this.actions = actions;
        this.history = history;
        this.mentions = mentions;
        this.announce = announce;
        this.links = links;
        this.writers = writers;
    }

    /**
     * Writes it down, and gives writers their answers.
     *
     * @param changed the actions that the lines are about
     * @return those whose writers are to see another status: dismissed, or taken up again
     */
    List<UUID> write(
            Handle transaction, List<HistoryStore.Line> lines, List<Action> changed, Principal by, Instant now) {
        if (lines.isEmpty()) {
            return List.of();
        }
        actions.flush();
        history.append(transaction, lines);
        mentions.note(transaction, lines);
        Map<ActionChange, List<UUID>> byChange = new EnumMap<>(ActionChange.class);
        lines.forEach(line -> byChange.computeIfAbsent(line.entry().what(), unseen -> new ArrayList<>())
                .add(line.actionId()));
        Set<UUID> completed = Set.copyOf(byChange.getOrDefault(ActionChange.COMPLETED, List.of()));
        List<Told> told = new ArrayList<>();
        for (Action action : changed) {
            if (completed.contains(action.id()) && action.state() instanceof ActionState.Completed closed) {
                told.addAll(
                        links.answer(transaction, action.id(), closed.closure().answer(), now));
            }
        }
        writers.tell(transaction, told);
        byChange.forEach((change, ids) -> announce.announce(transaction, ids, change, by, now));
        return Stream.of(ActionChange.DISMISSED, ActionChange.REOPENED)
                .flatMap(change -> byChange.getOrDefault(change, List.of()).stream())
                .toList();
    }
}

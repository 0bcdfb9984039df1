package io.heed.feedback.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;

import io.heed.contracts.ActionAnswerEvent;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.AnswerDelayed;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.SignalLinked;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemesConsolidated;
import io.heed.contracts.Topic;
import io.heed.messaging.Delivery;

/**
 * A batch of records, sorted by what they are about: of each snapshot only the highest version, of signals all, in the
 * order in which they came. Maps are in the order of ids, so that two consumers lock rows in the same order.
 */
final class ProjectedBatch {

    /** Signals by id, each with all that was said under that id. */
    final Map<UUID, List<SignalReceived>> signals = new TreeMap<>();
    /** Ids of signals that a record without a value erases. */
    final Set<UUID> tombstones = new HashSet<>();
    /** Ids whose last record on the topic of signals is a signal, not an erasure. */
    final Set<UUID> endingInWords = new HashSet<>();

    final Map<UUID, SignalUnderstood> readings = new TreeMap<>();
    final Map<UUID, ActionAnswerEvent> answers = new TreeMap<>();
    final Map<UUID, ThemeChanged> themes = new TreeMap<>();
    final Map<UUID, ActionChanged> actions = new TreeMap<>();

    static ProjectedBatch of(Collection<Delivery> deliveries) {
        ProjectedBatch batch = new ProjectedBatch();
        deliveries.forEach(batch::add);
        return batch;
    }

    private void add(Delivery delivery) {
        HeedEvent event = delivery.event();
        switch (event) {
            case null -> addTombstone(delivery);
            case SignalReceived signal -> {
                signals.computeIfAbsent(signal.id(), id -> new ArrayList<>(1)).add(signal);
                endingInWords.add(signal.id());
            }
            case SignalUnderstood reading -> keepHighest(readings, reading, SignalUnderstood::version);
            case ActionAnswerEvent answer -> keepHighest(answers, answer, ProjectedBatch::version);
            case ThemeChanged theme -> keepHighest(themes, theme, ThemeChanged::version);
            case ThemesConsolidated _ -> {}
            case ActionChanged action -> keepHighest(actions, action, ActionChanged::version);
        }
    }

    /** Only a tombstone of the signal itself erases; those of other services follow from it. */
    private void addTombstone(Delivery delivery) {
        if (delivery.topic() == Topic.FEEDBACK_SIGNALS) {
            tombstones.add(delivery.key());
            endingInWords.remove(delivery.key());
        }
    }

    private static <E extends HeedEvent> void keepHighest(Map<UUID, E> kept, E event, ToLongFunction<E> version) {
        kept.merge(
                event.key(),
                event,
                (known, other) -> version.applyAsLong(other) > version.applyAsLong(known) ? other : known);
    }

    static long version(ActionAnswerEvent answer) {
        return switch (answer) {
            case SignalLinked linked -> linked.version();
            case SignalAnswered answered -> answered.version();
            case AnswerDelayed overdue -> overdue.version();
        };
    }

    /** Every signal that the batch says something about. */
    Set<UUID> signalIds() {
        Set<UUID> ids = new HashSet<>(signals.keySet());
        ids.addAll(readings.keySet());
        ids.addAll(answers.keySet());
        ids.addAll(tombstones);
        return ids;
    }
}

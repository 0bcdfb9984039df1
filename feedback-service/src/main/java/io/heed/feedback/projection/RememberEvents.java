package io.heed.feedback.projection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;
import io.heed.feedback.erasure.ErasureStore;
import io.heed.messaging.BatchHandler;
import io.heed.messaging.Delivery;
import io.heed.messaging.Outbox;

/**
 * Remembers what the topics say, a batch in a few statements. Topics race each other, so everything is kept under the
 * signal's id whether or not the signal is there yet.
 *
 * <p>Of a signal the first record stands. Any later record of the same id that is not equal to it, be it a retry or a
 * contradiction, would outlive it on the compacted topic; so the first is published once more behind it. That ends there:
 * what comes back is equal.
 */
@Singleton
class RememberEvents implements BatchHandler<Delivery, ProjectedBatch> {

    private final ProjectionStore store;
    private final ProgressStore progress;
    private final ErasureStore erasures;
    private final Outbox outbox;
    private final SignalContent content = new SignalContent();

    RememberEvents(ProjectionStore store, ProgressStore progress, ErasureStore erasures, Outbox outbox) {
        this.store = store;
        this.progress = progress;
        this.erasures = erasures;
        this.outbox = outbox;
    }

    @Override
    public ProjectedBatch prepare(List<Delivery> batch) {
        return ProjectedBatch.of(batch);
    }

    @Override
    public void apply(Handle transaction, ProjectedBatch batch) throws SQLException {
        erasures.shareLock(transaction);
        Set<UUID> erased = new HashSet<>(batch.tombstones);
        if (!batch.tombstones.isEmpty()) {
            erasures.erase(transaction, batch.tombstones);
        }
        erased.addAll(erasures.erasedAmong(transaction, batch.signalIds()));
        rememberSignals(transaction, batch, erased);
        progress.upsertReadings(transaction, without(batch.readings, erased));
        progress.upsertAnswers(transaction, without(batch.answers, erased));
        progress.upsertThemes(transaction, batch.themes.values());
        progress.upsertActions(transaction, batch.actions.values());
    }

    private void rememberSignals(Handle transaction, ProjectedBatch batch, Set<UUID> erased) throws SQLException {
        List<SignalReceived> firsts = new ArrayList<>(batch.signals.size());
        for (Map.Entry<UUID, List<SignalReceived>> said : batch.signals.entrySet()) {
            UUID id = said.getKey();
            if (!erased.contains(id)) {
                firsts.add(said.getValue().getFirst());
            } else if (batch.endingInWords.contains(id)) {
                // a late retry of what was erased: its words leave the topic again
                outbox.erase(transaction, Topic.FEEDBACK_SIGNALS, id);
            }
        }
        if (firsts.isEmpty()) {
            return;
        }
        Set<UUID> unknown = store.insertSignals(transaction, firsts);
        List<UUID> known = firsts.stream()
                .map(SignalReceived::id)
                .filter(id -> !unknown.contains(id))
                .toList();
        Map<UUID, SignalReceived> stored = store.signals(transaction, known);
        for (SignalReceived first : firsts) {
            SignalReceived standing = stored.getOrDefault(first.id(), first);
            uphold(transaction, standing, batch.signals.getOrDefault(first.id(), List.of()));
        }
    }

    /** Notes contradictions, and publishes what stands once more when the last word on the topic is another. */
    private void uphold(Handle transaction, SignalReceived standing, List<SignalReceived> said) {
        for (SignalReceived other : said) {
            if (!other.equals(standing) && !SignalContent.same(other, standing)) {
                store.insertConflict(transaction, other, content.fingerprint(other));
            }
        }
        if (!said.getLast().equals(standing)) {
            outbox.append(transaction, standing);
        }
    }

    private static <E> List<E> without(Map<UUID, E> events, Set<UUID> erased) {
        return events.entrySet().stream()
                .filter(entry -> !erased.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}

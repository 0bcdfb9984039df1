package io.heed.insight.readings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jdbi.v3.core.Handle;

import io.heed.insight.encoder.GridVector;

/**
 * Gives a restored reading its words and vectors back. Where each statement belongs was decided before and stays:
 * statements are matched by their ids, which follow from the signal's. Should this version split a text differently from
 * the one that decided, what has no counterpart keeps its place without words, or is left out.
 */
final class AttachWords {

    private final ReadingStore readings;
    private final Understanding understanding;
    private final Map<UUID, List<Placed>> attached = new HashMap<>();

    AttachWords(ReadingStore readings, Understanding understanding) {
        this.readings = readings;
        this.understanding = understanding;
    }

    void attach(Handle transaction, ReadSignal read, List<Placed> recorded) throws Exception {
        Map<UUID, Placed> byStatement = new HashMap<>();
        recorded.forEach(placed -> byStatement.put(placed.statementId(), placed));
        Map<UUID, GridVector> vectors = new HashMap<>();
        Set<UUID> kept = new HashSet<>();
        List<Placed> now = new ArrayList<>();
        for (ReadStatement statement : read.statements()) {
            UUID id = statement.statement().id();
            Placed placed = byStatement.get(id);
            if (placed == null) {
                continue;
            }
            kept.add(id);
            UUID theme = placed.themeId();
            if (theme != null) {
                GridVector vector = statement.vector();
                // none where words that had a place say nothing by today's lists: it is made by and by
                if (vector != null) {
                    vectors.put(id, vector);
                    understanding.attach(theme, vector);
                }
                now.add(new Placed(id, placed.signalId(), theme, vector));
            }
        }
        readings.attach(transaction, read, kept, vectors);
        attached.put(read.signal().id(), now);
    }

    /** A signal's stored statements, with the vectors that this transaction has given them. */
    List<Placed> current(UUID signalId, Map<UUID, List<Placed>> stored) {
        List<Placed> now = attached.get(signalId);
        return now == null ? stored.getOrDefault(signalId, List.of()) : now;
    }
}

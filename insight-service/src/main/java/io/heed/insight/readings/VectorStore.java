package io.heed.insight.readings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jdbi.v3.core.Handle;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.Rows;
import io.heed.insight.themes.SharedThemeSpace;

/** Which vectors were made in another way than they are made now, and what new ones are made from. */
final class VectorStore {

    /** A statement's words: all that a vector is made from, together with its siblings'. */
    record Words(UUID statementId, UUID signalId, String text) {}

    private static final String WAITING = """
            SELECT signal_id FROM statements
            WHERE theme_id IS NOT NULL AND text IS NOT NULL AND encoder %s
            """;

    /** Three looks at the index: {@code <>} would read the whole of it. */
    private static final List<String> OTHERS = List.of("IS NULL", "< :version", "> :version");

    boolean anyWaits(Handle handle, String version) {
        return !waiting(handle, version, 1).isEmpty();
    }

    /** Some signals of which a statement waits for a vector of this version. */
    List<UUID> waiting(Handle handle, String version, int most) {
        List<UUID> signals = new ArrayList<>();
        for (String other : OTHERS) {
            signals.addAll(handle.createQuery(WAITING.formatted(other) + "ORDER BY encoder LIMIT :most")
                    .bind("version", version)
                    .bind("most", most)
                    .mapTo(UUID.class)
                    .list());
        }
        return signals.stream().distinct().toList();
    }

    /** The signals of the most central statements of the largest themes, as far as those wait. */
    List<UUID> central(Handle handle, String version, int themes, int ofEach) {
        return handle
                .createQuery("""
                        SELECT DISTINCT ON (place, signal_id) signal_id FROM (
                            SELECT id, row_number() OVER (ORDER BY statements DESC, id) AS place
                            FROM themes WHERE statements > 0
                            ORDER BY place LIMIT :themes) AS theme
                        CROSS JOIN LATERAL (
                            SELECT signal_id, encoder, text FROM statements
                            WHERE theme_id = theme.id
                            ORDER BY similarity DESC, id
                            LIMIT :each) AS central
                        WHERE text IS NOT NULL AND encoder IS DISTINCT FROM :version
                        ORDER BY place, signal_id
                        """)
                .bind("version", version)
                .bind("themes", themes)
                .bind("each", ofEach)
                .mapTo(UUID.class)
                .list()
                .stream()
                .distinct()
                .toList();
    }

    /** All that these signals say, statement by statement in the order of each text. */
    Collection<List<Words>> words(Handle handle, Collection<UUID> signals) {
        Map<UUID, List<Words>> bySignal = new LinkedHashMap<>();
        handle.createQuery("""
                        SELECT id, signal_id, text FROM statements
                        WHERE signal_id = ANY(:ids) AND text IS NOT NULL
                        ORDER BY signal_id, starts
                        """)
                .bindByType("ids", signals.toArray(UUID[]::new), UUID[].class)
                .map((row, context) ->
                        new Words(Rows.uuid(row, "id"), Rows.uuid(row, "signal_id"), row.getString("text")))
                .forEach(words -> bySignal.computeIfAbsent(words.signalId(), unseen -> new ArrayList<>())
                        .add(words));
        return bySignal.values();
    }

    /** Those of the statements that still wait, as they stand; the space is open. */
    List<Placed> due(Handle transaction, Collection<UUID> statements, SharedThemeSpace space) {
        return transaction
                .createQuery("""
                        SELECT id, signal_id, theme_id, encoder, vector FROM statements
                        WHERE id = ANY(:ids) AND theme_id IS NOT NULL AND encoder IS DISTINCT FROM :version
                        """)
                .bindByType("ids", statements.toArray(UUID[]::new), UUID[].class)
                .bind("version", space.version())
                .map((row, context) -> Placed.of(row, space))
                .list();
    }

    void give(Handle transaction, Map<UUID, GridVector> vectors, String version) {
        var update =
                transaction.prepareBatch("UPDATE statements SET encoder = :version, vector = :vector WHERE id = :id");
        vectors.forEach((id, vector) -> update.bind("version", version)
                .bind("vector", vector.toBytes())
                .bind("id", id)
                .add());
        if (!vectors.isEmpty()) {
            update.execute();
        }
    }

    /** How many statements have a place, or are to have a vector in other words. */
    long statements(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM statements WHERE theme_id IS NOT NULL AND text IS NOT NULL")
                .mapTo(Long.class)
                .one();
    }

    /** How many of them have one of this version. */
    long encoded(Handle handle, String version) {
        return handle.createQuery("""
                        SELECT count(*) FROM statements
                        WHERE theme_id IS NOT NULL AND text IS NOT NULL AND encoder = :version
                        """)
                .bind("version", version)
                .mapTo(Long.class)
                .one();
    }
}

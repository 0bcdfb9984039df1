package io.heed.insight.curation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.core.type.TypeReference;
import org.jdbi.v3.core.Handle;

import io.heed.contracts.Principal;
import io.heed.insight.readings.Move;
import io.heed.insight.store.JsonColumn;
import io.heed.insight.store.Rows;
import io.heed.insight.themes.Why;

/** What people decided that is not at its end, and which statements it still has to move. */
final class EditStore {

    private static final TypeReference<Principal> PRINCIPAL = new TypeReference<>() {};

    /**
     * All that is where the theme went on; of what is elsewhere only what no person took out by hand since then, where
     * merging once more is no taking out.
     */
    private static final String STILL_MERGED = """
            moves @> :move::jsonb AND theme_id <> :to
                AND (theme_id = :from OR NOT EXISTS (
                    SELECT FROM jsonb_array_elements(moves) AS later (move)
                    WHERE (later.move ->> 'at')::timestamptz > :at AND later.move #>> '{principal,kind}' = 'user'
                        AND NOT EXISTS (
                            SELECT FROM themes
                            WHERE curation IS NOT NULL AND curation -> 'lineage'
                                @> jsonb_build_array(jsonb_build_object('change', 'merged', 'at', later.move -> 'at')))))
            """;

    private record Which(String condition, Map<String, Object> parameters) {}

    /** Remembers what was decided, and gives its number. */
    long add(Handle transaction, Edit edit) {
        return transaction
                .createQuery("""
                        INSERT INTO theme_edits
                            (change, from_theme, to_theme, statements, label, principal, reason, decided_at, undoes)
                        VALUES (:change, :from, :to, :statements, :label, :principal::jsonb, :reason, :at,
                            :undoes::timestamptz)
                        RETURNING id
                        """)
                .bind("change", edit.kind().name().toLowerCase(Locale.ROOT))
                .bind("from", edit.from())
                .bind("to", edit.to())
                .bindByType("statements", edit.statements().toArray(UUID[]::new), UUID[].class)
                .bind("label", edit.label())
                .bind("principal", JsonColumn.write(edit.why().principal()))
                .bind("reason", edit.why().reason())
                .bind("at", edit.why().at())
                .bind("undoes", edit.undoes())
                .mapTo(Long.class)
                .one();
    }

    /** Whether anything is under way with any of these themes. */
    boolean isUnderWay(Handle handle, UUID... themes) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM theme_edits
                            WHERE from_theme = ANY(:themes) OR to_theme = ANY(:themes))
                        """)
                .bindByType("themes", themes, UUID[].class)
                .mapTo(Boolean.class)
                .one();
    }

    /** The one of that number; empty when it is at its end. */
    Optional<Edit> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM theme_edits WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> edit(row))
                .findOne();
    }

    List<Long> all(Handle handle) {
        return handle.createQuery("SELECT id FROM theme_edits ORDER BY id")
                .mapTo(Long.class)
                .list();
    }

    /** Ends it; whether it was there. */
    boolean end(Handle transaction, long id) {
        return transaction
                        .createUpdate("DELETE FROM theme_edits WHERE id = :id")
                        .bind("id", id)
                        .execute()
                > 0;
    }

    private static Edit edit(ResultSet row) throws SQLException {
        return new Edit(
                Edit.Kind.valueOf(row.getString("change").toUpperCase(Locale.ROOT)),
                Rows.uuid(row, "from_theme"),
                Rows.uuid(row, "to_theme"),
                Rows.uuids(row, "statements"),
                row.getString("label"),
                new Why(
                        JsonColumn.read(row.getString("principal"), PRINCIPAL),
                        Rows.instant(row, "decided_at"),
                        row.getString("reason")),
                row.getString("undoes") == null ? null : Rows.instant(row, "undoes"));
    }

    /** Some of what it still has to move. */
    List<Move> moves(Handle handle, Edit edit, int most) {
        Which which = which(edit);
        return handle.createQuery(
                        "SELECT id, theme_id FROM statements WHERE " + which.condition() + " ORDER BY id LIMIT " + most)
                .bindMap(which.parameters())
                .map((row, context) -> new Move(Rows.uuid(row, "id"), Rows.uuid(row, "theme_id"), edit.to(), null))
                .list();
    }

    private static Which which(Edit edit) {
        return switch (edit.kind()) {
            case MERGE -> new Which("theme_id = :from", Map.of("from", edit.from()));
            case SPLIT ->
                new Which(
                        "theme_id = :from AND id = ANY(:ids)",
                        Map.of("from", edit.from(), "ids", edit.statements().toArray(UUID[]::new)));
            case UNMERGE ->
                new Which(
                        STILL_MERGED,
                        Map.of("move", undone(edit), "from", edit.from(), "to", edit.to(), "at", merged(edit)));
        };
    }

    /** How many statements a merging has moved, as they remember it. */
    long moved(Handle handle, UUID from, Instant at) {
        return handle.createQuery("SELECT count(*) FROM statements WHERE moves @> :move::jsonb")
                .bind("move", move(from, at))
                .mapTo(Long.class)
                .one();
    }

    private static String undone(Edit edit) {
        return move(edit.to(), merged(edit));
    }

    private static Instant merged(Edit edit) {
        Instant at = edit.undoes();
        if (at == null) {
            throw new IllegalStateException("An unmerging without a merging");
        }
        return at;
    }

    private static String move(UUID from, Instant at) {
        return JsonColumn.write(List.of(new TreeMap<String, Object>(Map.of("from", from, "at", at))));
    }
}

package io.heed.action.readings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.delivery.Column;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemeState;

/** The latest snapshot of each theme, in PostgreSQL. */
@ApplicationScoped
public class ThemeStore {

    /**
     * Makes the caller the only one who decides on improvements of these themes, until the transaction ends. A theme
     * that has not come yet gets a row to lock.
     *
     * @return the themes' versions as they are; 0 for those that have not come
     */
    public Map<UUID, Long> lock(Handle transaction, Collection<UUID> themes) {
        if (themes.isEmpty()) {
            return Map.of();
        }
        transaction.createUpdate("""
                        INSERT INTO themes (id, version, label, state, signals, statements, people, sentiment, priority)
                        SELECT id, 0, '', 'NEW', 0, 0, 0, 0, 0 FROM unnest(:themes) AS t (id) ORDER BY id
                        ON CONFLICT DO NOTHING
                        """).bindArray("themes", UUID.class, themes).execute();
        Map<UUID, Long> versions = new HashMap<>();
        transaction
                .createQuery("SELECT id, version FROM themes WHERE id = ANY (:themes) ORDER BY id FOR NO KEY UPDATE")
                .bindArray("themes", UUID.class, themes)
                .map(row -> Map.entry(row.getColumn("id", UUID.class), row.getColumn("version", Long.class)))
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
        return versions;
    }

    /** What each of these themes is part of; those that are themes of their own are left out. */
    public Map<UUID, UUID> mergedInto(Handle transaction, Collection<UUID> themes) {
        if (themes.isEmpty()) {
            return Map.of();
        }
        Map<UUID, UUID> merged = new HashMap<>();
        transaction
                .createQuery("SELECT id, merged_into FROM themes WHERE id = ANY (:themes) AND merged_into IS NOT NULL")
                .bindArray("themes", UUID.class, themes)
                .map(row -> Map.entry(row.getColumn("id", UUID.class), row.getColumn("merged_into", UUID.class)))
                .forEach(entry -> merged.put(entry.getKey(), entry.getValue()));
        return merged;
    }

    /** What these themes are part of, and what that is part of, up to themes of their own; without these themselves. */
    public Set<UUID> wholes(Handle handle, Collection<UUID> themes) {
        return handle.createQuery("""
                        WITH RECURSIVE wholes (id) AS (
                            SELECT merged_into FROM themes WHERE id = ANY (:themes)
                            UNION
                            SELECT merged_into FROM wholes JOIN themes USING (id)
                        )
                        SELECT id FROM wholes WHERE id IS NOT NULL
                        """)
                .bindArray("themes", UUID.class, themes)
                .mapTo(UUID.class)
                .set();
    }

    /** Takes over the snapshots that are newer than what is known. The caller holds their locks. */
    public void replace(Handle transaction, Collection<ThemeChanged> themes) {
        if (themes.isEmpty()) {
            return;
        }
        transaction
                .createUpdate("""
                        UPDATE themes
                           SET version = news.version, label = news.label, state = news.state, signals = news.signals,
                               statements = news.statements, people = news.people, sentiment = news.sentiment,
                               priority = news.priority, merged_into = news.merged_into,
                               kept_apart = news.kept_apart::uuid[]
                          FROM unnest(:ids, :versions, :labels, :states, :signals, :statements, :people, :sentiments,
                                      :priorities, :merged, :apart)
                            AS news (id, version, label, state, signals, statements, people, sentiment, priority,
                                     merged_into, kept_apart)
                         WHERE themes.id = news.id AND themes.version < news.version
                        """)
                .bindArray("ids", UUID.class, Column.of(themes, ThemeChanged::themeId))
                .bindArray("versions", Long.class, Column.of(themes, ThemeChanged::version))
                .bindArray("labels", String.class, Column.of(themes, ThemeChanged::label))
                .bindArray("states", String.class, Column.of(themes, theme -> theme.state()
                        .name()))
                .bindArray("signals", Long.class, Column.of(themes, theme -> theme.counts()
                        .signals()))
                .bindArray("statements", Long.class, Column.of(themes, theme -> theme.counts()
                        .statements()))
                .bindArray("people", Long.class, Column.of(themes, theme -> theme.counts()
                        .people()))
                .bindArray("sentiments", Double.class, Column.of(themes, ThemeChanged::sentiment))
                .bindArray("priorities", Double.class, Column.of(themes, theme -> theme.priority()
                        .score()))
                .bindArray("merged", UUID.class, Column.of(themes, ThemeChanged::mergedInto))
                .bindArray("apart", String.class, Column.of(themes, ThemeStore::keptApart))
                .execute();
    }

    private static String keptApart(ThemeChanged theme) {
        return theme.apartFrom().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** Clears themes that are no more; their rows stay as locks. */
    public void erase(Handle transaction, Collection<UUID> themes) {
        if (themes.isEmpty()) {
            return;
        }
        transaction
                .createUpdate("UPDATE themes SET label = '' WHERE id = ANY (:themes)")
                .bindArray("themes", UUID.class, themes)
                .execute();
    }

    /** These themes, those included of which only readings have come yet. */
    public Map<UUID, Theme> all(Handle transaction, Collection<UUID> themes) {
        if (themes.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Theme> found = new HashMap<>();
        transaction
                .createQuery("SELECT id, version, label, state, priority FROM themes WHERE id = ANY (:themes)")
                .bindArray("themes", UUID.class, themes)
                .map(row -> new Theme(
                        row.getColumn("id", UUID.class),
                        row.getColumn("version", Long.class) > 0,
                        row.getColumn("label", String.class),
                        ThemeState.valueOf(row.getColumn("state", String.class)),
                        row.getColumn("priority", Double.class)))
                .forEach(theme -> found.put(theme.id(), theme));
        return found;
    }

    /** One theme; empty where nothing named it yet. */
    public Optional<Theme> find(Handle transaction, UUID theme) {
        return Optional.ofNullable(all(transaction, List.of(theme)).get(theme));
    }

    /** The labels of the themes that a signal speaks of. */
    public List<String> labels(Handle transaction, UUID signalId) {
        return transaction
                .createQuery("""
                        SELECT DISTINCT label FROM themes JOIN statements ON statements.theme_id = themes.id
                         WHERE statements.signal_id = :signal
                        """)
                .bind("signal", signalId)
                .mapTo(String.class)
                .list();
    }
}

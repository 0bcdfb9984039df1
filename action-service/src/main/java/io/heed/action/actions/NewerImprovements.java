package io.heed.action.actions;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.readings.ThemeStore;

/** A theme has one unclosed improvement: an older one stays closed while a newer one is worked on. */
@ApplicationScoped
class NewerImprovements {

    private final ThemeStore themes;

    NewerImprovements(ThemeStore themes) {
        this.themes = themes;
    }

    /**
     * Those of these actions that a newer improvement of their theme has replaced, or whose theme is part of another one by
     * now; which stays so until the transaction ends.
     */
    Set<UUID> replaced(Handle transaction, List<UUID> ids) {
        themes.lock(transaction, themesOf(transaction, ids));
        return transaction
                .createQuery("""
                        SELECT actions.id FROM actions JOIN themes ON themes.id = actions.theme_id
                         WHERE actions.id = ANY (:ids) AND actions.kind = 'IMPROVEMENT'
                           AND (themes.merged_into IS NOT NULL
                                OR EXISTS (SELECT FROM actions AS newer
                                            WHERE newer.theme_id = actions.theme_id AND newer.id <> actions.id
                                              AND newer.kind = 'IMPROVEMENT' AND newer.closed_at IS NULL))
                        """)
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .set();
    }

    private static List<UUID> themesOf(Handle transaction, List<UUID> ids) {
        return transaction
                .createQuery("""
                        SELECT DISTINCT theme_id FROM actions
                         WHERE id = ANY (:ids) AND kind = 'IMPROVEMENT' ORDER BY theme_id
                        """)
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .list();
    }
}

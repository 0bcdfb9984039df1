package io.heed.insight.themes;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ThemeCuration;

/** A theme as those see it who decide about it. */
public record CuratedTheme(UUID id, String label, @Nullable UUID mergedInto, ThemeCuration decisions) {

    /** The theme of that id, merged or not; empty where there is none. */
    public static Optional<CuratedTheme> find(Handle handle, UUID id) {
        return handle.createQuery("SELECT label, merged_into, curation FROM themes WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> {
                    @Nullable ThemeCuration curation = ThemeColumns.curation(row.getString("curation"));
                    return new CuratedTheme(
                            id,
                            row.getString("label"),
                            row.getObject("merged_into", UUID.class),
                            curation == null ? ThemeCuration.NONE : curation);
                })
                .findOne();
    }

    /** The theme of that id, or the one it became. */
    public static Optional<CuratedTheme> resolve(Handle handle, UUID id) {
        Optional<CuratedTheme> theme = find(handle, id);
        while (theme.isPresent() && theme.get().mergedInto() != null) {
            theme = find(handle, theme.get().mergedInto());
        }
        return theme;
    }

    /** How many of these statements are in the theme. */
    public static long statements(Handle handle, UUID theme, List<UUID> among) {
        return handle.createQuery("SELECT count(*) FROM statements WHERE theme_id = :theme AND id = ANY(:ids)")
                .bind("theme", theme)
                .bindByType("ids", among.toArray(UUID[]::new), UUID[].class)
                .mapTo(Long.class)
                .one();
    }

    /** How many statements are in the theme. */
    public static long statements(Handle handle, UUID theme) {
        return handle.createQuery("SELECT statements FROM themes WHERE id = :theme")
                .bind("theme", theme)
                .mapTo(Long.class)
                .one();
    }

    /** The entity tag of what people decide about it, with its quotes. */
    public String tag() {
        boolean named = decisions.labelledBy() != null;
        return ThemeTag.of(id, named ? label : "", decisions.heldAt(), decisions.keptApart());
    }
}

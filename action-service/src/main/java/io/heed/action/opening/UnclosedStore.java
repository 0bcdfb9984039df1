package io.heed.action.opening;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.action.readings.StoredFacets;
import io.heed.contracts.ActionKind;
import io.heed.contracts.Facets;

/** Goes through the actions that are not closed, with what rules look at. */
@ApplicationScoped
class UnclosedStore {

    private static final int ROWS_AT_ONCE = 500;

    private final StoredFacets stored = new StoredFacets();

    /**
     * An action that is not closed.
     *
     * @param themeId of an improvement
     * @param facets of a follow-up's signal; null where it was not understood yet
     * @param labels of an improvement's theme, or of all themes that a follow-up's signal speaks of
     */
    record Unclosed(
            UUID id,
            String title,
            ActionKind kind,
            RulesTrial.Holder holder,
            @Nullable UUID themeId,
            @Nullable Facets facets,
            List<String> labels) {}

    /** The themes of improvements that are not closed. */
    List<UUID> themes(Handle transaction) {
        return transaction
                .createQuery("SELECT theme_id FROM actions WHERE kind = 'IMPROVEMENT' AND closed_at IS NULL")
                .mapTo(UUID.class)
                .list();
    }

    /** Each of them, the latest first. */
    void each(Handle transaction, Consumer<Unclosed> consumer) {
        transaction
                .createQuery("""
                        SELECT actions.id, actions.title, actions.kind, actions.team, actions.owner, actions.theme_id,
                               readings.facets,
                               ARRAY(SELECT themes.label FROM themes WHERE themes.id = actions.theme_id
                                     UNION
                                     SELECT themes.label
                                       FROM statements JOIN themes ON themes.id = statements.theme_id
                                      WHERE statements.signal_id = actions.signal_id) AS labels
                          FROM actions LEFT JOIN readings ON readings.signal_id = actions.signal_id
                         WHERE actions.closed_at IS NULL
                         ORDER BY actions.opened_at DESC, actions.id
                        """)
                .setFetchSize(ROWS_AT_ONCE)
                .map((row, context) -> unclosed(row))
                .forEach(consumer);
    }

    private Unclosed unclosed(ResultSet row) throws SQLException {
        String facets = row.getString("facets");
        return new Unclosed(
                row.getObject("id", UUID.class),
                row.getString("title"),
                ActionKind.valueOf(row.getString("kind")),
                new RulesTrial.Holder(row.getString("team"), row.getString("owner")),
                row.getObject("theme_id", UUID.class),
                facets == null ? null : stored.read(facets),
                List.of((String[]) row.getArray("labels").getArray()));
    }
}

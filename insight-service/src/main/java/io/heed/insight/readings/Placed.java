package io.heed.insight.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.Rows;
import io.heed.insight.themes.SharedThemeSpace;

/**
 * A stored statement's place.
 *
 * @param themeId null when it says nothing
 * @param vector null when none is in its theme's sum: it has no theme, or its words have not come back yet, or its vector
 *     is another encoder's
 */
record Placed(
        UUID statementId,
        UUID signalId,
        @Nullable UUID themeId,
        @Nullable GridVector vector) {

    /** From {@code id, signal_id, theme_id, encoder, vector}. */
    static Placed of(ResultSet row, SharedThemeSpace space) throws SQLException {
        return new Placed(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "signal_id"),
                row.getObject("theme_id", UUID.class),
                space.counted(row.getString("encoder"), row.getBytes("vector")));
    }
}

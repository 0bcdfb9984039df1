package io.heed.insight.themes;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.ActionChanged;
import io.heed.contracts.ActionKind;

/** What has become of the actions that are to fix themes. */
public final class ImprovementStore {

    private static final String NOTE = """
            INSERT INTO improvements AS known (action_id, theme_id, version, opened_at, standing)
            VALUES (:action, :theme, :version, :opened, :standing)
            ON CONFLICT (action_id) DO UPDATE
            SET theme_id = excluded.theme_id,
                version = excluded.version,
                standing = CASE
                    -- Who works on it again has not fixed it yet.
                    WHEN excluded.standing = 'undecided' AND known.standing = 'regressed' THEN 'regressed'
                    ELSE excluded.standing
                END
            WHERE excluded.version > known.version
            """;

    /** Notes an action's standing, if it is an improvement and the event is newer than what is known. */
    public void note(Handle transaction, ActionChanged event) {
        UUID theme = event.action().themeId();
        if (event.action().kind() != ActionKind.IMPROVEMENT || theme == null) {
            return;
        }
        Instant opened = event.action().openedAt();
        int noted = transaction
                .createUpdate(NOTE)
                .bind("action", event.actionId())
                .bind("theme", theme)
                .bind("version", event.version())
                .bind("opened", opened)
                .bind("standing", standing(event).name().toLowerCase(Locale.ROOT))
                .execute();
        if (noted > 0) {
            transaction
                    .createUpdate("UPDATE themes SET review_due = true WHERE id = :theme")
                    .bind("theme", theme)
                    .execute();
        }
    }

    private static ImprovementStanding standing(ActionChanged event) {
        return switch (event.action().status()) {
            case COMPLETED, VERIFIED -> ImprovementStanding.RESOLVED;
            case REOPENED -> ImprovementStanding.REGRESSED;
            case OPEN, ACCEPTED, IN_PROGRESS, DISMISSED -> ImprovementStanding.UNDECIDED;
        };
    }
}

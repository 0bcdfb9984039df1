package io.heed.action.actions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.ActionChange;
import io.heed.contracts.Principal;

/**
 * What the merging of themes does to rows of improvements, and what undoes it. Callers hold the locks of the themes and
 * of their improvements.
 */
@ApplicationScoped
public class MergedImprovements {

    private static final Principal THEMES = Principal.system("themes");

    private final HistoryStore history;
    private final AnnounceActions announce;

    MergedImprovements(HistoryStore history, AnnounceActions announce) {
        this.history = history;
        this.announce = announce;
    }

    /** Lets an improvement go on as that of the theme which its own became part of. */
    public void follow(Handle transaction, Improvement improvement, UUID merged, UUID into, Instant now) {
        transaction
                .createUpdate("""
                        UPDATE actions SET theme_id = :into, merged_theme = :merged, theme_before = theme_id
                         WHERE id = :id
                        """)
                .bind("into", into)
                .bind("merged", merged)
                .bind("id", improvement.id())
                .execute();
        tell(
                transaction,
                improvement.id(),
                ActionChange.THEME,
                "its theme became part of another",
                Map.of("from", improvement.themeId().toString(), "to", into.toString()),
                now);
    }

    /** Closes an improvement because an older one of the theme that both are of now goes on. */
    public void close(
            Handle transaction, Improvement improvement, Improvement older, UUID merged, UUID into, Instant now) {
        String why = "merged into the older improvement " + older.id();
        transaction
                .createUpdate("""
                        UPDATE actions
                           SET theme_id = :into, merged_theme = :merged, theme_before = theme_id, status_before = status,
                               status = 'DISMISSED', closed_at = :now, closed_by_kind = :kind, closed_by = :subject,
                               dismiss_reason = :why, edition = edition + 1
                         WHERE id = :id
                        """)
                .bind("into", into)
                .bind("merged", merged)
                .bind("now", now)
                .bind("kind", THEMES.kind().name())
                .bind("subject", THEMES.subject())
                .bind("why", why)
                .bind("id", improvement.id())
                .execute();
        tell(
                transaction,
                improvement.id(),
                ActionChange.DISMISSED,
                why,
                Map.of("mergedInto", older.id().toString()),
                now);
    }

    /**
     * What was undone.
     *
     * @param back what went on under the other theme and is of its own theme again
     * @param open what was closed and is open again
     */
    public record Undone(List<UUID> back, List<UUID> open) {

        public Undone {
            back = List.copyOf(back);
            open = List.copyOf(open);
        }

        /** All of them. */
        public List<UUID> all() {
            return Stream.concat(back.stream(), open.stream()).toList();
        }
    }

    /**
     * Undoes what the merging of a theme did, as far as nobody has gone on from there: what followed goes back, and what
     * was closed is what it was.
     *
     * @return those that went back, and those that are open again
     */
    public Undone undo(Handle transaction, UUID merged, Instant now) {
        List<UUID> back = transaction
                .createQuery("""
                        UPDATE actions
                           SET theme_id = theme_before, merged_theme = NULL, theme_before = NULL
                         WHERE merged_theme = :merged AND status_before IS NULL AND closed_at IS NULL
                        RETURNING id
                        """)
                .bind("merged", merged)
                .mapTo(UUID.class)
                .list();
        back.forEach(id -> tell(
                transaction, id, ActionChange.THEME, "its theme was taken apart from the other again", Map.of(), now));
        List<UUID> open = transaction
                .createQuery("""
                        UPDATE actions
                           SET theme_id = theme_before, status = status_before, closed_at = NULL, closed_by_kind = NULL,
                               closed_by = NULL, dismiss_reason = NULL, edition = edition + 1,
                               merged_theme = NULL, theme_before = NULL, status_before = NULL
                         WHERE merged_theme = :merged AND status_before IS NOT NULL AND status = 'DISMISSED'
                           AND NOT EXISTS (SELECT FROM actions AS newer
                                            WHERE newer.theme_id = actions.theme_before AND newer.kind = 'IMPROVEMENT'
                                              AND newer.closed_at IS NULL)
                        RETURNING id
                        """)
                .bind("merged", merged)
                .mapTo(UUID.class)
                .list();
        open.forEach(
                id -> tell(transaction, id, ActionChange.REOPENED, "the themes were taken apart again", Map.of(), now));
        return new Undone(back, open);
    }

    private void tell(
            Handle transaction, UUID id, ActionChange what, String why, Map<String, String> details, Instant now) {
        history.append(
                transaction, List.of(new HistoryStore.Line(id, new HistoryEntry(now, THEMES, what, why, details))));
        announce.announce(transaction, List.of(id), what, THEMES, now);
    }
}

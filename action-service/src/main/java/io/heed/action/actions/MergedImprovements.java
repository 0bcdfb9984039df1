package io.heed.action.actions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionStatus;
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
        remember(transaction, improvement, merged, null);
        become(transaction, improvement.id(), into);
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
        remember(transaction, improvement, merged, status(transaction, improvement.id()));
        dismiss(transaction, improvement.id(), into, older.id(), now);
    }

    /**
     * What was undone.
     *
     * @param id the improvement
     * @param theme the one that it is of again
     * @param replaced what had been opened for that theme meanwhile, and is closed for the older one; else null
     */
    public record Undone(UUID id, UUID theme, @Nullable UUID replaced) {}

    private record Merged(UUID actionId, int seq, UUID themeBefore) {}

    /** The themes whose improvements the undoing of these themes' merging will touch. */
    public Set<UUID> themesBefore(Handle handle, Collection<UUID> merged) {
        return handle.createQuery("SELECT theme_before FROM merged_improvements WHERE merged_theme = ANY (:merged)")
                .bindArray("merged", UUID.class, merged)
                .mapTo(UUID.class)
                .set();
    }

    /**
     * Undoes what the merging of a theme did, and what later ones did to the same improvements: what went on under another
     * theme goes back, and what was closed is what it was, as far as nobody has decided otherwise since.
     */
    public List<Undone> undo(Handle transaction, UUID merged, Instant now) {
        List<Merged> first = transaction
                .createQuery("""
                        SELECT DISTINCT ON (action_id) action_id, seq, theme_before FROM merged_improvements
                         WHERE merged_theme = :merged
                         ORDER BY action_id, seq
                        """)
                .bind("merged", merged)
                .map(row -> new Merged(
                        row.getColumn("action_id", UUID.class),
                        row.getColumn("seq", Integer.class),
                        row.getColumn("theme_before", UUID.class)))
                .list();
        List<Undone> undone = new ArrayList<>();
        Map<Merged, ActionStatus> closed = new LinkedHashMap<>();
        for (Merged each : first) {
            forget(transaction, each)
                    .ifPresentOrElse(before -> closed.put(each, before), () -> back(transaction, each, now)
                            .ifPresent(undone::add));
        }
        // what went on has to leave before what it replaced can come back
        closed.forEach((each, before) -> {
            if (reopen(transaction, each, before, now)) {
                undone.add(new Undone(each.actionId(), each.themeBefore(), null));
            }
        });
        return undone;
    }

    /** What it was before the first of its mergings from there on that closed it; empty where none did. */
    private static Optional<ActionStatus> forget(Handle transaction, Merged merged) {
        return transaction
                .createQuery("""
                        WITH gone AS (
                            DELETE FROM merged_improvements WHERE action_id = :action AND seq >= :seq
                            RETURNING seq, status_before
                        )
                        SELECT status_before FROM gone WHERE status_before IS NOT NULL ORDER BY seq LIMIT 1
                        """)
                .bind("action", merged.actionId())
                .bind("seq", merged.seq())
                .mapTo(String.class)
                .findOne()
                .map(ActionStatus::valueOf);
    }

    /** What is closed by now stays where it was closed. */
    private Optional<Undone> back(Handle transaction, Merged merged, Instant now) {
        UUID id = merged.actionId();
        boolean closed = transaction
                .createQuery("SELECT closed_at IS NOT NULL FROM actions WHERE id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
        if (closed) {
            return Optional.empty();
        }
        Optional<UUID> meanwhile = openOf(transaction, merged.themeBefore());
        if (meanwhile.filter(id::equals).isPresent()) {
            return Optional.empty();
        }
        meanwhile.ifPresent(newer -> dismiss(transaction, newer, merged.themeBefore(), id, now));
        become(transaction, id, merged.themeBefore());
        tell(transaction, id, ActionChange.THEME, "its theme was taken apart from the other again", Map.of(), now);
        return Optional.of(new Undone(id, merged.themeBefore(), meanwhile.orElse(null)));
    }

    /** What somebody took up again or closed for another reason, and what a newer one has replaced, stays as it is. */
    private boolean reopen(Handle transaction, Merged merged, ActionStatus before, Instant now) {
        int open = transaction
                .createUpdate("""
                        UPDATE actions
                           SET theme_id = :theme, status = :before, closed_at = NULL, closed_by_kind = NULL,
                               closed_by = NULL, dismiss_reason = NULL, edition = edition + 1
                         WHERE id = :id AND status = 'DISMISSED' AND closed_by_kind = :kind AND closed_by = :subject
                           AND NOT EXISTS (SELECT FROM actions AS newer
                                            WHERE newer.theme_id = :theme AND newer.kind = 'IMPROVEMENT'
                                              AND newer.closed_at IS NULL)
                        """)
                .bind("theme", merged.themeBefore())
                .bind("before", before.name())
                .bind("id", merged.actionId())
                .bind("kind", THEMES.kind().name())
                .bind("subject", THEMES.subject())
                .execute();
        if (open == 1) {
            tell(
                    transaction,
                    merged.actionId(),
                    ActionChange.REOPENED,
                    "the themes were taken apart again",
                    Map.of(),
                    now);
        }
        return open == 1;
    }

    private static void remember(
            Handle transaction, Improvement improvement, UUID merged, @Nullable ActionStatus before) {
        transaction
                .createUpdate("""
                        INSERT INTO merged_improvements (action_id, seq, merged_theme, theme_before, status_before)
                        SELECT :action, coalesce(max(seq), 0) + 1, :merged, :theme, :before
                          FROM merged_improvements WHERE action_id = :action
                        """)
                .bind("action", improvement.id())
                .bind("merged", merged)
                .bind("theme", improvement.themeId())
                .bind("before", before == null ? null : before.name())
                .execute();
    }

    private static void become(Handle transaction, UUID id, UUID theme) {
        transaction
                .createUpdate("UPDATE actions SET theme_id = :theme WHERE id = :id")
                .bind("theme", theme)
                .bind("id", id)
                .execute();
    }

    private void dismiss(Handle transaction, UUID id, UUID theme, UUID older, Instant now) {
        String why = "merged into the older improvement " + older;
        transaction
                .createUpdate("""
                        UPDATE actions
                           SET theme_id = :theme, status = 'DISMISSED', closed_at = :now, closed_by_kind = :kind,
                               closed_by = :subject, dismiss_reason = :why, edition = edition + 1
                         WHERE id = :id
                        """)
                .bind("theme", theme)
                .bind("now", now)
                .bind("kind", THEMES.kind().name())
                .bind("subject", THEMES.subject())
                .bind("why", why)
                .bind("id", id)
                .execute();
        tell(transaction, id, ActionChange.DISMISSED, why, Map.of("mergedInto", older.toString()), now);
    }

    private static ActionStatus status(Handle transaction, UUID id) {
        return ActionStatus.valueOf(transaction
                .createQuery("SELECT status FROM actions WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
    }

    private static Optional<UUID> openOf(Handle transaction, UUID theme) {
        return transaction
                .createQuery("""
                        SELECT id FROM actions
                         WHERE theme_id = :theme AND kind = 'IMPROVEMENT' AND closed_at IS NULL
                        """)
                .bind("theme", theme)
                .mapTo(UUID.class)
                .findOne();
    }

    private void tell(
            Handle transaction, UUID id, ActionChange what, String why, Map<String, String> details, Instant now) {
        history.append(
                transaction, List.of(new HistoryStore.Line(id, new HistoryEntry(now, THEMES, what, why, details))));
        announce.announce(transaction, List.of(id), what, THEMES, now);
    }
}

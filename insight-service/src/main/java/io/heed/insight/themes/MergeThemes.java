package io.heed.insight.themes;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.ThemeChange;
import io.heed.messaging.Outbox;

/** Closes themes whose statements have all gone to others, and remembers in all of them what happened. */
public final class MergeThemes {

    private static final String REMEMBER = """
            INSERT INTO lineage (theme_id, happened_at, change, other_id, actor, reason, statements)
            VALUES (:theme, :at, :change, :other, :actor, :reason, :statements)
            """;

    /**
     * A theme that may have nothing left in it.
     *
     * @param into where most of it went
     * @param statements how many went, in all
     */
    public record Closing(UUID theme, UUID into, long statements) {}

    private final Outbox outbox;
    private final InstantSource clock;
    private final ZoneId zone;

    public MergeThemes(Outbox outbox, InstantSource clock, ZoneId zone) {
        this.outbox = outbox;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Makes themes part of others as far as nothing is left in them; their ids keep answering.
     *
     * @param actor who decided it
     * @return those that were
     */
    public Set<UUID> closeEmpty(Handle transaction, List<Closing> closings, String actor, String reason) {
        SharedThemeSpace.lock(transaction);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, Closing> byTheme = new HashMap<>();
        closings.forEach(closing -> byTheme.put(closing.theme(), closing));
        List<HeedEvent> events = new ArrayList<>();
        Set<UUID> closed = new HashSet<>();
        for (StandingTheme empty : StandingTheme.select(
                transaction,
                LocalDate.ofInstant(now, zone),
                "WHERE id = ANY(:ids) AND merged_into IS NULL"
                        + " AND NOT EXISTS (SELECT FROM statements WHERE theme_id = themes.id) ORDER BY id",
                Map.of("ids", byTheme.keySet().toArray(UUID[]::new)))) {
            Closing closing = Objects.requireNonNull(byTheme.get(empty.theme().id()));
            Theme merged = empty.theme().merged(closing.into(), now);
            close(transaction, merged);
            remember(transaction, merged.id(), "merged", closing.into(), actor, reason, closing.statements());
            remember(transaction, closing.into(), "absorbed", merged.id(), actor, reason, closing.statements());
            events.add(merged.changed(List.of(ThemeChange.MERGED)));
            closed.add(merged.id());
        }
        outbox.append(transaction, events);
        return closed;
    }

    private static void close(Handle transaction, Theme merged) {
        transaction
                .createUpdate("""
                        UPDATE themes
                        SET version = :version, state = :state, merged_into = :into, published_at = :at, sum = '',
                            counts_changed = false, label_changed = false, review_due = false
                        WHERE id = :id
                        """)
                .bind("version", merged.version())
                .bind("state", ThemeColumns.name(merged.state()))
                .bind("into", merged.mergedInto())
                .bind("at", merged.publishedAt())
                .bind("id", merged.id())
                .execute();
    }

    /** Remembers that a theme was made of a part of another. */
    public void rememberSplit(Handle transaction, UUID from, UUID part, long statements, String actor, String reason) {
        remember(transaction, part, "split_from", from, actor, reason, statements);
        remember(transaction, from, "split", part, actor, reason, statements);
    }

    private void remember(
            Handle transaction, UUID theme, String change, UUID other, String actor, String reason, long statements) {
        transaction
                .createUpdate(REMEMBER)
                .bind("theme", theme)
                .bind("at", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .bind("change", change)
                .bind("other", other)
                .bind("actor", actor)
                .bind("reason", reason)
                .bind("statements", statements)
                .execute();
    }
}

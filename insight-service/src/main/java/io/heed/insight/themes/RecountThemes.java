package io.heed.insight.themes;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jdbi.v3.core.Handle;

import io.heed.insight.store.Rows;
import io.heed.messaging.Transactions;

/**
 * Takes the counts of themes from their statements anew: after something left them, and after they came back from their
 * topic. Gives exactly what counting one by one would have given. A theme that lost its last statement stays, with
 * zeros, and remembers when it was seen.
 */
public final class RecountThemes {

    private static final int LOOKS_WITHOUT_LOCK = 5;
    private static final int SLICE = 200;

    private static final List<String> STEPS = List.of(
            "DELETE FROM theme_days WHERE theme_id = ANY(:ids)",
            """
            INSERT INTO theme_days (theme_id, day, signals, statements)
            SELECT theme_id, occurred_on, count(DISTINCT signal_id), count(*)
            FROM statements JOIN readings USING (signal_id)
            WHERE theme_id = ANY(:ids)
            GROUP BY theme_id, occurred_on
            """,
            "DELETE FROM theme_people WHERE theme_id = ANY(:ids)",
            """
            INSERT INTO theme_people (theme_id, customer_ref, signals)
            SELECT theme_id, customer_ref, count(DISTINCT signal_id)
            FROM statements JOIN readings USING (signal_id)
            WHERE theme_id = ANY(:ids) AND customer_ref IS NOT NULL
            GROUP BY theme_id, customer_ref
            """,
            """
            UPDATE themes
            SET signals = coalesce(now.signals, 0),
                statements = coalesce(now.statements, 0),
                people = coalesce(now.people, 0),
                sentiment_sum = coalesce(now.sentiment, 0),
                severity_sum = coalesce(now.severity, 0),
                first_seen = coalesce(now.first_seen, themes.first_seen),
                last_seen = coalesce(now.last_seen, themes.last_seen),
                representatives = ARRAY(
                    SELECT representative
                    FROM unnest(themes.representatives) WITH ORDINALITY AS chosen (representative, place)
                    WHERE EXISTS (SELECT FROM statements WHERE statements.id = representative)
                    ORDER BY place),
                recount = false,
                counts_changed = themes.counts_changed
                    OR (themes.signals, themes.statements, themes.people)
                        IS DISTINCT FROM (coalesce(now.signals, 0), coalesce(now.statements, 0), coalesce(now.people, 0))
            FROM unnest(:ids) AS asked (id)
            LEFT JOIN (
                SELECT theme_id,
                    count(DISTINCT signal_id) AS signals,
                    count(*) AS statements,
                    count(DISTINCT customer_ref) + count(DISTINCT signal_id) FILTER (WHERE customer_ref IS NULL)
                        AS people,
                    sum(sentiment) AS sentiment,
                    sum(severity) AS severity,
                    min(occurred_at) AS first_seen,
                    max(occurred_at) AS last_seen
                FROM statements JOIN readings USING (signal_id)
                WHERE theme_id = ANY(:ids)
                GROUP BY theme_id) AS now ON now.theme_id = asked.id
            WHERE themes.id = asked.id
            """);

    /** Recounts themes that lost statements, and has their labels looked at again: a word may have lost its people. */
    public void afterErasure(Handle transaction, Collection<UUID> themes) {
        run(transaction, themes);
        transaction
                .createUpdate("UPDATE themes SET labelled_at = -1 WHERE id = ANY(:ids)")
                .bindByType("ids", themes.toArray(UUID[]::new), UUID[].class)
                .execute();
    }

    /** Recounts these themes; the caller holds the lock of the theme space. */
    public void run(Handle transaction, Collection<UUID> themes) {
        if (themes.isEmpty()) {
            return;
        }
        UUID[] ids = themes.toArray(UUID[]::new);
        for (String step : STEPS) {
            transaction.createUpdate(step).bindByType("ids", ids, UUID[].class).execute();
        }
    }

    /** Marks themes to be recounted by {@link #runMarked}, once all that is coming has come. */
    public void mark(Handle transaction, Collection<UUID> themes) {
        transaction
                .createUpdate("UPDATE themes SET recount = true WHERE id = ANY(:ids) AND NOT recount")
                .bindByType("ids", themes.toArray(UUID[]::new), UUID[].class)
                .execute();
    }

    /** Recounts what is marked, a part at a time; gives how many there were, 0 at the end. */
    public int runMarked(Handle transaction) {
        ThemeSpaceRow.lock(transaction);
        List<UUID> marked = transaction
                .createQuery("SELECT id FROM themes WHERE recount ORDER BY id LIMIT :slice")
                .bind("slice", SLICE)
                .mapTo(UUID.class)
                .list();
        run(transaction, marked);
        return marked.size();
    }

    /** Has {@link #seenAgain} look at a theme: what it remembers is from when it held more than now. */
    public void markSeen(Handle transaction, UUID theme) {
        transaction
                .createUpdate("UPDATE themes SET seen_due = true WHERE id = :id")
                .bind("id", theme)
                .execute();
    }

    /**
     * Takes anew when a theme was first and last seen whose first or last statement left it, of one theme; whether there
     * was one. Looks without the lock, and with it only where the theme changes faster than that.
     */
    public boolean seenAgain(Transactions transactions) {
        for (int attempt = 0; attempt < LOOKS_WITHOUT_LOCK; attempt++) {
            Optional<Seen> due = transactions.call(RecountThemes::seen);
            if (due.isEmpty()) {
                return false;
            }
            boolean stored = transactions.call(transaction -> {
                ThemeSpaceRow.lock(transaction);
                return isStored(transaction, due.get());
            });
            if (stored) {
                return true;
            }
        }
        return transactions.call(transaction -> {
            ThemeSpaceRow.lock(transaction);
            return seen(transaction).map(seen -> isStored(transaction, seen)).orElse(false);
        });
    }

    /**
     * When a theme's statements were first and last seen.
     *
     * @param generation the theme's own when it was looked at, as is the version
     */
    private record Seen(UUID theme, long generation, long version, Instant first, Instant last) {}

    private static Optional<Seen> seen(Handle handle) {
        return handle.createQuery("""
                        SELECT due.id, generation, version,
                            coalesce(first, first_seen) AS first, coalesce(last, last_seen) AS last
                        FROM (SELECT * FROM themes WHERE seen_due ORDER BY id LIMIT 1) AS due
                        CROSS JOIN LATERAL (
                            SELECT min(occurred_at) AS first, max(occurred_at) AS last
                            FROM statements JOIN readings USING (signal_id)
                            WHERE theme_id = due.id) AS seen
                        """)
                .map((row, context) -> new Seen(
                        Rows.uuid(row, "id"),
                        row.getLong("generation"),
                        row.getLong("version"),
                        Rows.instant(row, "first"),
                        Rows.instant(row, "last")))
                .findOne();
    }

    /** Whether the theme was still what it was; the lock is taken. */
    private static boolean isStored(Handle transaction, Seen seen) {
        return transaction
                        .createUpdate("""
                                UPDATE themes
                                SET first_seen = :first, last_seen = :last, seen_due = false, counts_changed = true
                                WHERE id = :id AND generation = :generation AND version = :version AND seen_due
                                """)
                        .bind("first", seen.first())
                        .bind("last", seen.last())
                        .bind("id", seen.theme())
                        .bind("generation", seen.generation())
                        .bind("version", seen.version())
                        .execute()
                > 0;
    }
}

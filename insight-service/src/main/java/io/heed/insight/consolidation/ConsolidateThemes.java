package io.heed.insight.consolidation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.readings.Move;
import io.heed.insight.readings.MoveStatements;
import io.heed.insight.store.Rows;
import io.heed.insight.store.ThinkingLease;
import io.heed.insight.themes.MergeThemes;
import io.heed.insight.themes.RecountThemes;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.messaging.Transactions;

/**
 * Looks at a sample of all statements together when there are twice as many as the last time, or a fifth more than
 * when it last had nothing else to do, and moves statements to where they belong. Ids go on with what most of their statements do.
 *
 * <p>It reads and thinks without any lock, and moves in slices of a few dozen, each of which holds the lock of the theme
 * space. One replica at a time does it. Where it is killed half-way the next one begins anew, with what has
 * been moved where it is.
 */
public final class ConsolidateThemes {

    /** A sample of this many tells the groups as well as all do, and takes five seconds of a processor to look at. */
    private static final int SAMPLE = 5_000;

    private static final int FEWEST_WHEN_BUSY = 250;
    private static final double GROWTH_WHEN_BUSY = 2;
    private static final int FEWEST_WHEN_QUIET = 20;
    private static final double GROWTH_WHEN_QUIET = 1.2;
    private static final double QUIET_GROWTH = 1.1;
    private static final int PAGE = 1_000;
    private static final int SLICE = 40;
    private static final int RECOUNTED = 1_000;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final String ACTOR = "system:insight";
    private static final String REASON = "consolidation of %d statements";

    private static final Logger LOG = Logger.getLogger(ConsolidateThemes.class);

    private record Way(UUID from, UUID to) {}

    private final Transactions transactions;
    private final SharedThemeSpace space;
    private final MoveStatements moving;
    private final MergeThemes merging;
    private final RecountThemes recount = new RecountThemes();
    private final ThinkingLease lease;
    private final InstantSource clock;
    private long lastSeen = -1;

    public ConsolidateThemes(
            Transactions transactions,
            SharedThemeSpace space,
            MoveStatements moving,
            MergeThemes merging,
            InstantSource clock) {
        this.transactions = transactions;
        this.space = space;
        this.moving = moving;
        this.merging = merging;
        this.lease = new ThinkingLease(transactions, clock, LEASE);
        this.clock = clock;
    }

    /**
     * Consolidates if it is due; only while every statement has its vector.
     *
     * @param caughtUp whether everything that was received is understood
     * @return whether it did
     */
    public boolean run(boolean caughtUp) throws SQLException, InterruptedException {
        long statements = transactions.call(space::statements);
        boolean quiet = caughtUp && statements <= QUIET_GROWTH * lastSeen;
        lastSeen = statements;
        if ((caughtUp && !quiet) || !isDue(statements, quiet) || !lease.take()) {
            return false;
        }
        try {
            consolidate(statements);
            remember(statements, quiet);
            return true;
        } finally {
            lease.release();
        }
    }

    private boolean isDue(long statements, boolean quiet) {
        record Row(long statements, long settled) {}
        Row last = transactions.call(handle -> handle.createQuery("SELECT statements, settled FROM consolidation")
                .map((row, context) -> new Row(row.getLong(1), row.getLong(2)))
                .one());
        return quiet
                ? statements >= Math.max(FEWEST_WHEN_QUIET, GROWTH_WHEN_QUIET * last.settled())
                : statements >= Math.max(FEWEST_WHEN_BUSY, GROWTH_WHEN_BUSY * last.statements());
    }

    private void remember(long statements, boolean quiet) {
        transactions.run(transaction -> transaction
                .createUpdate("""
                        UPDATE consolidation
                        SET statements = :statements, settled = CASE WHEN :quiet THEN :statements ELSE settled END
                        """)
                .bind("statements", statements)
                .bind("quiet", quiet)
                .execute());
    }

    private void consolidate(long statements) throws SQLException, InterruptedException {
        Instant began = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Kept> sample = transactions.call(ConsolidateThemes::sample);
        Plan plan = Plan.of(sample, statements);
        lease.renew();
        Map<Way, Long> moved = new HashMap<>();
        apply(plan.moves(), moved);
        if (statements > sample.size()) {
            moveTheOthers(plan, sample, began, moved);
        }
        OptionalDouble joinFrom = plan.joinFrom();
        transactions.run(transaction -> {
            SharedThemeSpace.lock(transaction);
            joinFrom.ifPresent(least -> SharedThemeSpace.joinFrom(transaction, least));
        });
        while (transactions.call(transaction -> recount.runMarked(transaction, RECOUNTED)) > 0) {
            orStop();
        }
        remember(plan, moved, statements);
        LOG.infof(
                "Consolidated themes, statements=%d, moved=%d, ms=%d",
                statements,
                moved.values().stream().mapToLong(Long::longValue).sum(),
                Duration.between(began, clock.instant()).toMillis());
    }

    /** Those that a hash of their words chooses: the same ones whatever the order in which they came. */
    private static List<Kept> sample(Handle handle) {
        return handle.createQuery("""
                        SELECT id, theme_id, vector FROM (
                            SELECT id, theme_id, vector FROM statements
                            WHERE theme_id IS NOT NULL
                            ORDER BY hashtextextended(text, 0), id
                            LIMIT :sample) AS drawn
                        WHERE vector IS NOT NULL
                        """)
                .bind("sample", SAMPLE)
                .map((row, context) -> new Kept(
                        Rows.uuid(row, "id"), Rows.uuid(row, "theme_id"), GridVector.ofBytes(row.getBytes("vector"))))
                .list();
    }

    /** What came while this one was thinking was decided with newer themes in view, and stays. */
    private void moveTheOthers(Plan plan, List<Kept> sample, Instant began, Map<Way, Long> moved)
            throws SQLException, InterruptedException {
        Set<UUID> looked = new HashSet<>();
        sample.forEach(kept -> looked.add(kept.statementId()));
        UUID after = new UUID(0, 0);
        List<Kept> page;
        do {
            UUID from = after;
            page = transactions.call(handle -> page(handle, from, began));
            apply(
                    page.stream()
                            .filter(kept -> !looked.contains(kept.statementId()))
                            .flatMap(kept -> plan.move(kept).stream())
                            .toList(),
                    moved);
            after = page.isEmpty() ? after : page.getLast().statementId();
            lease.renew();
        } while (!page.isEmpty());
    }

    /* A signal of which another statement was moved just now is no newcomer: its reading has a later version. */
    private static List<Kept> page(Handle handle, UUID after, Instant until) {
        return handle.createQuery("""
                        SELECT statements.id, theme_id, vector FROM statements JOIN readings USING (signal_id)
                        WHERE statements.id > :after AND theme_id IS NOT NULL AND vector IS NOT NULL
                            AND (understood_at <= :until OR version > 1)
                        ORDER BY statements.id
                        LIMIT :page
                        """)
                .bind("after", after)
                .bind("until", until)
                .bind("page", PAGE)
                .map((row, context) -> new Kept(
                        Rows.uuid(row, "id"), Rows.uuid(row, "theme_id"), GridVector.ofBytes(row.getBytes("vector"))))
                .list();
    }

    private void apply(List<Move> moves, Map<Way, Long> moved) throws SQLException, InterruptedException {
        for (int from = 0; from < moves.size(); from += SLICE) {
            List<Move> slice = moves.subList(from, Math.min(from + SLICE, moves.size()));
            List<Move> done = transactions.call(transaction -> moving.apply(transaction, slice));
            moving.committed();
            done.forEach(move -> moved.merge(new Way(move.from(), move.to()), 1L, Long::sum));
            orStop();
        }
    }

    /** Each theme that gave statements away was merged into the one that took most of them, or split, or neither. */
    private void remember(Plan plan, Map<Way, Long> moved, long statements) throws InterruptedException {
        String reason = REASON.formatted(statements);
        Map<UUID, List<Map.Entry<Way, Long>>> ways = new TreeMap<>();
        moved.entrySet().forEach(way -> ways.computeIfAbsent(way.getKey().from(), unseen -> new ArrayList<>())
                .add(way));
        List<MergeThemes.Closing> closings = new ArrayList<>();
        ways.forEach((from, to) -> {
            to.sort(Map.Entry.<Way, Long>comparingByValue().reversed().thenComparing(way -> way.getKey()
                    .to()));
            long all = to.stream().mapToLong(Map.Entry::getValue).sum();
            closings.add(new MergeThemes.Closing(from, to.getFirst().getKey().to(), all));
        });
        for (int from = 0; from < closings.size(); from += SLICE) {
            List<MergeThemes.Closing> slice = closings.subList(from, Math.min(from + SLICE, closings.size()));
            transactions.run(transaction -> {
                Set<UUID> closed = merging.closeEmpty(transaction, slice, ACTOR, reason);
                slice.stream()
                        .filter(closing -> !closed.contains(closing.theme()))
                        .flatMap(closing -> ways.getOrDefault(closing.theme(), List.of()).stream())
                        .filter(part -> plan.isNew(part.getKey().to()))
                        .forEach(part -> merging.rememberSplit(
                                transaction, part.getKey().from(), part.getKey().to(), part.getValue(), ACTOR, reason));
            });
            orStop();
        }
        relabel(moved.keySet());
    }

    /** What a theme is called followed from what was in it. */
    private void relabel(Set<Way> ways) {
        Set<UUID> themes = new HashSet<>();
        ways.forEach(way -> {
            themes.add(way.from());
            themes.add(way.to());
        });
        List<UUID> changed = themes.stream().sorted(Comparator.naturalOrder()).toList();
        transactions.run(transaction -> {
            SharedThemeSpace.lock(transaction);
            transaction
                    .createUpdate("UPDATE themes SET labelled_at = -1 WHERE id = ANY(:ids) AND merged_into IS NULL")
                    .bindByType("ids", changed.toArray(UUID[]::new), UUID[].class)
                    .execute();
        });
    }

    private static void orStop() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("consolidation is to stop");
        }
    }
}

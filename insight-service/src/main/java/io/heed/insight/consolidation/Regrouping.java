package io.heed.insight.consolidation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;

import io.heed.contracts.Principal;
import io.heed.insight.readings.Move;
import io.heed.insight.readings.MoveStatements;
import io.heed.insight.store.ThinkingLease;
import io.heed.insight.themes.RecountThemes;
import io.heed.insight.themes.SliceSize;
import io.heed.insight.themes.ThemeDecisions;
import io.heed.insight.themes.ThemeSpaceRow;
import io.heed.insight.themes.Why;
import io.heed.messaging.Transactions;

/**
 * One consolidation, from the look at the sample to the themes that are closed. It reads and thinks without any lock, and
 * moves in slices, each of which holds the lock of the theme space for a few hundredths of a second.
 */
final class Regrouping {

    private static final String REASON = "consolidation of %d statements";

    /**
     * What came of it.
     *
     * @param moved how many statements were moved
     * @param longest how long any of it held the lock of the theme space at most
     * @param joinFrom the least similarity to join a theme; empty while no theme is large enough to tell
     */
    record Result(long moved, Duration longest, OptionalDouble joinFrom) {}

    private final Transactions transactions;
    private final ConsolidationStore store;
    private final ThinkingLease lease;
    private final MoveStatements moving;
    private final ThemeDecisions decisions;
    private final KeptStatements kept = new KeptStatements();
    private final RecountThemes recount = new RecountThemes();
    /** Each takes several messages to the database. */
    private final SliceSize closed = new SliceSize(1);

    private final SliceSize others = new SliceSize();
    private final InstantSource clock;

    Regrouping(
            Transactions transactions,
            ConsolidationStore store,
            ThinkingLease lease,
            MoveStatements moving,
            ThemeDecisions decisions,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.lease = lease;
        this.moving = moving;
        this.decisions = decisions;
        this.clock = clock;
    }

    Result run(long statements) throws SQLException, InterruptedException {
        Instant now = clock.instant();
        Why why = new Why(Principal.system("insight"), store.begin(), REASON.formatted(statements));
        List<Kept> sample = transactions.call(kept::sample);
        Plan plan = Plan.of(sample, statements);
        lease.renew();
        longest(); // of this one alone
        long moved = apply(plan.moves(), why);
        if (statements > sample.size()) {
            moved += moveTheOthers(plan, sample, now, why);
        }
        close(why, store.ways());
        while (recount.seenAgain(transactions)) {
            orStop();
        }
        return new Result(moved, longest(), plan.joinFrom());
    }

    /** What came while this one was thinking was decided with newer themes in view, and stays. */
    private long moveTheOthers(Plan plan, List<Kept> sample, Instant began, Why why)
            throws SQLException, InterruptedException {
        Set<UUID> looked = new HashSet<>();
        sample.forEach(one -> looked.add(one.statementId()));
        UUID after = new UUID(0, 0);
        long moved = 0;
        List<Kept> page;
        do {
            UUID from = after;
            page = transactions.call(handle -> kept.page(handle, from, began));
            moved += apply(
                    page.stream()
                            .filter(one -> !looked.contains(one.statementId()))
                            .flatMap(one -> plan.move(one).stream())
                            .toList(),
                    why);
            after = page.isEmpty() ? after : page.getLast().statementId();
            lease.renew();
        } while (!page.isEmpty());
        return moved;
    }

    private long apply(List<Move> moves, Why why) throws SQLException, InterruptedException {
        long moved = 0;
        int to;
        for (int from = 0; from < moves.size(); from = to) {
            to = Math.min(from + moving.atOnce(), moves.size());
            MoveStatements.Done done = moving.move(
                    moves.subList(from, to),
                    why,
                    (transaction, went) -> store.went(transaction, went.moves(), went.born()));
            moved += done.moves().size();
            orStop();
        }
        return moved;
    }

    /** Each theme that gave statements away was merged into the one that took most of them, or split, or neither. */
    private void close(Why why, List<ConsolidationStore.Way> all) throws InterruptedException {
        Map<UUID, List<ConsolidationStore.Way>> ways = new HashMap<>();
        all.forEach(way ->
                ways.computeIfAbsent(way.from(), unseen -> new ArrayList<>()).add(way));
        List<ThemeDecisions.Closing> closings = ways.values().stream()
                .map(Regrouping::closing)
                .sorted(Comparator.comparing(ThemeDecisions.Closing::theme))
                .toList();
        int to;
        for (int from = 0; from < closings.size(); from = to) {
            to = Math.min(from + closed.next(), closings.size());
            List<ThemeDecisions.Closing> slice = closings.subList(from, to);
            locked(closed, slice.size(), transaction -> close(transaction, slice, ways, why));
            orStop();
        }
        List<UUID> touched = all.stream()
                .flatMap(way -> Stream.of(way.from(), way.to()))
                .distinct()
                .sorted()
                .toList();
        for (int from = 0; from < touched.size(); from = to) {
            to = Math.min(from + others.next(), touched.size());
            List<UUID> slice = touched.subList(from, to);
            locked(others, slice.size(), transaction -> decisions.relabel(transaction, slice));
        }
    }

    private void close(
            Handle transaction,
            List<ThemeDecisions.Closing> closings,
            Map<UUID, List<ConsolidationStore.Way>> ways,
            Why why) {
        Set<UUID> empty = decisions.closeEmpty(transaction, closings, why);
        List<ThemeDecisions.Part> parts = closings.stream()
                .filter(closing -> !empty.contains(closing.theme()))
                .flatMap(closing -> ways.getOrDefault(closing.theme(), List.of()).stream())
                .filter(ConsolidationStore.Way::born)
                .map(way -> new ThemeDecisions.Part(way.to(), way.from(), way.statements()))
                .toList();
        if (!parts.isEmpty()) {
            decisions.splitOff(transaction, parts, why);
        }
    }

    /** Does so many things with the lock of the theme space, and learns how long it was held. */
    private void locked(SliceSize size, int count, HandleConsumer<RuntimeException> slice) {
        long since = transactions.call(transaction -> {
            ThemeSpaceRow.lock(transaction);
            long got = System.nanoTime();
            slice.useHandle(transaction);
            return got;
        });
        size.took(count, Duration.ofNanos(System.nanoTime() - since));
    }

    private Duration longest() {
        return Collections.max(List.of(moving.takeLongestLock(), closed.takeLongest(), others.takeLongest()));
    }

    private static ThemeDecisions.Closing closing(List<ConsolidationStore.Way> ways) {
        ConsolidationStore.Way most = ways.getFirst();
        return new ThemeDecisions.Closing(
                most.from(),
                most.to(),
                ways.stream().mapToLong(ConsolidationStore.Way::statements).sum());
    }

    private static void orStop() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("consolidation is to stop");
        }
    }
}

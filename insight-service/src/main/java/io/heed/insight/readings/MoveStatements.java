package io.heed.insight.readings;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.ThemeChange;
import io.heed.insight.store.JsonColumn;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.SliceSize;
import io.heed.insight.themes.Theme;
import io.heed.insight.themes.ThemeBirth;
import io.heed.insight.themes.ThemeTally;
import io.heed.insight.themes.Why;
import io.heed.messaging.Outbox;
import io.heed.messaging.Transactions;

/**
 * Puts statements into other themes and tells of it: the themes' sums and counts, the readings' next versions and their
 * events, in one transaction. A statement whose vector is not in the sums just now moves without it.
 *
 * <p>What a person decided holds against the system, at whatever moment: it takes nothing out of a theme that was in it
 * when a person last decided about it, puts nothing into a theme that is kept apart from where it is, and leaves alone
 * what somebody's decision is moving just now.
 */
public final class MoveStatements {

    /** SQL: whether statement {@code said} was in its theme when a person last decided about that. */
    public static final String HELD = """
            coalesce((themes.curation ->> 'heldAt')::timestamptz
                >= coalesce((said.moves -> -1 ->> 'at')::timestamptz, received_at), false)
            """;

    private static final String MOVE = """
            UPDATE statements
            SET theme_id = :theme,
                similarity = coalesce(:similarity, similarity),
                moves = (CASE WHEN jsonb_array_length(moves) >= :most THEN moves - 0 ELSE coalesce(moves, '[]') END)
                    || :move::jsonb
            WHERE id = :id
            """;

    /** So many of the ways that a statement went are remembered, the latest. */
    private static final int MOST_MOVES = 10;

    /** Those who move take turns before they write anything: else two could wait for each other's rows. */
    private static final String TAKE_TURN = "SELECT pg_advisory_xact_lock(hashtext('heed.insight.moves'))";

    private static final int MOST_ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    /** Somebody changed themes meanwhile, or is about to. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Transactions transactions;
    private final SharedThemeSpace space;
    private final Outbox outbox;
    private final InstantSource clock;
    private final ZoneId zone;
    private final StoredReadings stored = new StoredReadings();
    private final SliceSize size = new SliceSize();

    /** @param space for this one's use alone */
    public MoveStatements(
            Transactions transactions, SharedThemeSpace space, Outbox outbox, InstantSource clock, ZoneId zone) {
        this.transactions = transactions;
        this.space = space;
        this.outbox = outbox;
        this.clock = clock;
        this.zone = zone;
    }

    /** What was moved, and which themes that founded. */
    public record Done(List<Move> moves, Set<UUID> born) {

        public Done {
            moves = List.copyOf(moves);
            born = Set.copyOf(born);
        }
    }

    /** How many are to be moved at once, so that the lock of the theme space is held for a short while only. */
    public int atOnce() {
        return size.next();
    }

    /** Moves what is still where it was and may be moved, and gives that. */
    public Done move(Collection<Move> asked, Why why) throws SQLException {
        return move(asked, why, (transaction, done) -> {});
    }

    /**
     * Moves what is still where it was and may be moved, and gives that.
     *
     * @param also what else is to be done in the transaction that moves, before it commits and with the lock or without
     */
    public Done move(Collection<Move> asked, Why why, BiConsumer<Handle, Done> also) throws SQLException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                Done done = transactions.call(transaction -> ahead(transaction, asked, why, also));
                if (!done.moves().isEmpty()) {
                    size.took(asked.size(), space.committed());
                }
                return done;
            } catch (OvertakenException again) {
                LockSupport.parkNanos(FIRST_PAUSE.toNanos() << attempt);
            }
        }
        Done done = transactions.call(transaction -> locked(transaction, asked, why, also));
        size.took(asked.size(), space.committed());
        return done;
    }

    /**
     * Writes all that needs no lock before it takes the lock, and takes it only if it can have it at once and nobody has
     * changed themes meanwhile: each message to the database is time in which everybody else waits.
     */
    private Done ahead(Handle transaction, Collection<Move> asked, Why why, BiConsumer<Handle, Done> also)
            throws SQLException {
        transaction.execute(TAKE_TURN);
        space.look(transaction);
        AskedMoves moves = AskedMoves.of(transaction, space, asked, why);
        if (moves.isEmpty()) {
            return new Done(List.of(), Set.of());
        }
        if (!moves.lockRows(transaction)) {
            throw new OvertakenException();
        }
        Effect effect = written(transaction, moves, why, also);
        if (!space.openUnchanged(transaction)) {
            takeBack(moves);
            throw new OvertakenException();
        }
        count(transaction, effect);
        return effect.done();
    }

    private Done locked(Handle transaction, Collection<Move> asked, Why why, BiConsumer<Handle, Done> also)
            throws SQLException {
        transaction.execute(TAKE_TURN);
        space.open(transaction);
        Effect effect = written(transaction, AskedMoves.of(transaction, space, asked, why), why, also);
        count(transaction, effect);
        return effect.done();
    }

    private Effect written(Handle transaction, AskedMoves moves, Why why, BiConsumer<Handle, Done> also) {
        Effect effect = effect(moves);
        write(transaction, effect, why);
        also.accept(transaction, effect.done());
        return effect;
    }

    /** How long the lock of the theme space was held at most since this was asked before. */
    public Duration takeLongestLock() {
        return size.takeLongest();
    }

    /**
     * What moves come to.
     *
     * @param similarities of the statements to the themes they come to, where both are known
     */
    private record Effect(
            AskedMoves asked,
            Map<UUID, Double> similarities,
            Map<UUID, ThemeTally> tallies,
            Map<UUID, Theme> births,
            Instant at) {

        Done done() {
            return new Done(List.copyOf(asked.moves().values()), births.keySet());
        }
    }

    /** Makes the moves in memory. */
    private Effect effect(AskedMoves asked) {
        Map<UUID, Double> similarities = new HashMap<>();
        asked.forEachCounted((move, vector) -> {
            space.leave(move.from(), vector);
            similarities.put(move.statementId(), space.similarity(move.to(), vector));
            space.join(move.to(), vector);
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, ThemeTally> tallies = MovedCounts.of(asked.said(), asked.moves());
        return new Effect(asked, similarities, tallies, births(asked, tallies, now), now);
    }

    private void takeBack(AskedMoves asked) {
        asked.forEachCounted((move, vector) -> {
            space.leave(move.to(), vector);
            space.join(move.from(), vector);
        });
        space.tookBack();
    }

    private Map<UUID, Theme> births(AskedMoves asked, Map<UUID, ThemeTally> tallies, Instant now) {
        Map<UUID, Theme> births = new LinkedHashMap<>();
        for (MovedCounts.Said one : asked.said()) {
            Move move = asked.moves().get(one.statementId());
            if (move != null && !asked.standing().contains(move.to())) {
                births.computeIfAbsent(
                        move.to(),
                        id -> ThemeBirth.of(
                                tallies.computeIfAbsent(id, ThemeTally::new),
                                one.statementId(),
                                one.occurredAt(),
                                now,
                                zone));
            }
        }
        return births;
    }

    /** Statements' places, the readings' next versions, and the events of both. */
    private void write(Handle transaction, Effect effect, Why why) {
        if (effect.asked().isEmpty()) {
            return;
        }
        var statements = transaction.prepareBatch(MOVE);
        for (Move move : effect.asked().moves().values()) {
            statements
                    .bind("theme", move.to())
                    .bind(
                            "similarity",
                            move.similarity() == null
                                    ? effect.similarities().get(move.statementId())
                                    : move.similarity())
                    .bind("most", MOST_MOVES)
                    .bind("move", JsonColumn.write(why.from(move.from())))
                    .bind("id", move.statementId())
                    .add();
        }
        statements.execute();
        List<HeedEvent> events = new ArrayList<>();
        effect.births().values().forEach(theme -> events.add(theme.changed(List.of(ThemeChange.BORN))));
        events.addAll(stored.nextVersions(transaction, effect.asked().signals(), effect.at()));
        outbox.append(transaction, events);
    }

    /** The themes' sums and counts; with the lock. */
    private void count(Handle transaction, Effect effect) throws SQLException {
        if (effect.asked().isEmpty()) {
            return;
        }
        Map<UUID, Theme> births = effect.births();
        Map<Boolean, List<ThemeTally>> byBirth = effect.tallies().values().stream()
                .collect(Collectors.partitioningBy(tally -> births.containsKey(tally.themeId())));
        space.save(
                transaction,
                List.copyOf(births.values()),
                byBirth.getOrDefault(true, List.of()),
                byBirth.getOrDefault(false, List.of()));
    }
}

package io.heed.insight.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.ThemeChange;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.JsonColumn;
import io.heed.insight.store.Rows;
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

    private static final String AFFECTED = """
            SELECT said.id, signal_id, theme_id, said.encoder, vector, customer_ref, occurred_at, occurred_on,
                sentiment, severity,
                NOT :bySystem OR NOT (
                    %s
                    OR coalesce(jsonb_exists(themes.curation -> 'keptApart', asked.to_theme::text), false)
                    OR EXISTS (SELECT FROM theme_edits WHERE theme_id IN (from_theme, to_theme))
                    OR EXISTS (SELECT FROM themes AS target
                        WHERE target.id = asked.to_theme AND target.merged_into IS NOT NULL)) AS allowed
            FROM statements AS said
            JOIN readings USING (signal_id)
            JOIN themes ON themes.id = theme_id
            LEFT JOIN unnest(:ids, :targets) AS asked (id, to_theme) ON asked.id = said.id
            WHERE signal_id IN (SELECT signal_id FROM statements WHERE id = ANY(:ids))
            ORDER BY signal_id, said.id
            """.formatted(HELD);

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

    private record Affected(MovedCounts.Said said, @Nullable GridVector vector, boolean allowed) {}

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
     * @param also what else is to be done in the transaction that moves
     */
    public Done move(Collection<Move> asked, Why why, BiConsumer<Handle, Done> also) throws SQLException {
        // what others changed is read before the lock is taken, as far as it can be
        transactions.run(space::look);
        Done moved = transactions.call(transaction -> {
            Done done = apply(transaction, asked, why);
            also.accept(transaction, done);
            return done;
        });
        size.took(asked.size(), space.committed());
        return moved;
    }

    /** How long the lock of the theme space was held at most since this was asked before. */
    public Duration takeLongestLock() {
        return size.takeLongest();
    }

    private Done apply(Handle transaction, Collection<Move> asked, Why why) throws SQLException {
        space.open(transaction);
        List<Affected> affected = affected(transaction, asked, why);
        Map<UUID, Move> moves = moves(asked, affected);
        if (moves.isEmpty()) {
            return new Done(List.of(), Set.of());
        }
        List<MovedCounts.Said> said = affected.stream().map(Affected::said).toList();
        Map<UUID, Double> similarities = new HashMap<>();
        for (Affected one : affected) {
            Move move = moves.get(one.said().statementId());
            if (move != null && one.vector() != null) {
                space.leave(move.from(), one.vector());
                similarities.put(move.statementId(), space.similarity(move.to(), one.vector()));
                space.join(move.to(), one.vector());
            }
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, ThemeTally> tallies = MovedCounts.of(said, moves);
        Map<UUID, Theme> births = births(transaction, said, moves, tallies, now);
        space.save(
                transaction,
                List.copyOf(births.values()),
                tallies.values().stream()
                        .filter(tally -> births.containsKey(tally.themeId()))
                        .toList(),
                tallies.values().stream()
                        .filter(tally -> !births.containsKey(tally.themeId()))
                        .toList());
        write(transaction, moves, similarities, why);
        tell(transaction, signals(said, moves), births.values(), now);
        return new Done(List.copyOf(moves.values()), births.keySet());
    }

    private List<Affected> affected(Handle transaction, Collection<Move> asked, Why why) {
        return transaction
                .createQuery(AFFECTED)
                .bind("bySystem", why.isBySystem())
                .bindByType("ids", asked.stream().map(Move::statementId).toArray(UUID[]::new), UUID[].class)
                .bindByType("targets", asked.stream().map(Move::to).toArray(UUID[]::new), UUID[].class)
                .map((row, context) -> new Affected(
                        said(row),
                        space.counted(row.getString("encoder"), row.getBytes("vector")),
                        row.getBoolean("allowed")))
                .list();
    }

    private static MovedCounts.Said said(ResultSet row) throws SQLException {
        return new MovedCounts.Said(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "signal_id"),
                Rows.uuid(row, "theme_id"),
                row.getString("customer_ref"),
                Rows.instant(row, "occurred_at"),
                row.getObject("occurred_on", LocalDate.class),
                row.getInt("sentiment"),
                row.getInt("severity"));
    }

    private static Map<UUID, Move> moves(Collection<Move> asked, List<Affected> affected) {
        Map<UUID, Move> byStatement = new HashMap<>();
        asked.forEach(move -> byStatement.put(move.statementId(), move));
        Map<UUID, Move> moves = new LinkedHashMap<>();
        for (Affected one : affected) {
            Move move = byStatement.get(one.said().statementId());
            if (move != null
                    && one.allowed()
                    && move.from().equals(one.said().themeId())
                    && !move.from().equals(move.to())) {
                moves.put(move.statementId(), move);
            }
        }
        return moves;
    }

    private Map<UUID, Theme> births(
            Handle transaction,
            List<MovedCounts.Said> said,
            Map<UUID, Move> moves,
            Map<UUID, ThemeTally> tallies,
            Instant now) {
        Set<UUID> known = transaction
                .createQuery("SELECT id FROM themes WHERE id = ANY(:ids)")
                .bindByType("ids", tallies.keySet().toArray(UUID[]::new), UUID[].class)
                .mapTo(UUID.class)
                .set();
        Map<UUID, Theme> births = new LinkedHashMap<>();
        for (MovedCounts.Said one : said) {
            Move move = moves.get(one.statementId());
            if (move != null && !known.contains(move.to())) {
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

    private static void write(Handle transaction, Map<UUID, Move> moves, Map<UUID, Double> similarities, Why why) {
        var statements = transaction.prepareBatch(MOVE);
        for (Move move : moves.values()) {
            statements
                    .bind("theme", move.to())
                    .bind(
                            "similarity",
                            move.similarity() == null ? similarities.get(move.statementId()) : move.similarity())
                    .bind("most", MOST_MOVES)
                    .bind("move", JsonColumn.write(why.from(move.from())))
                    .bind("id", move.statementId())
                    .add();
        }
        statements.execute();
    }

    private static Set<UUID> signals(List<MovedCounts.Said> said, Map<UUID, Move> moves) {
        return said.stream()
                .filter(one -> moves.containsKey(one.statementId()))
                .map(MovedCounts.Said::signalId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void tell(Handle transaction, Set<UUID> signals, Collection<Theme> births, Instant now) {
        transaction
                .createUpdate(
                        "UPDATE readings SET version = version + 1, understood_at = :now WHERE signal_id = ANY(:ids)")
                .bind("now", now)
                .bindByType("ids", signals.toArray(UUID[]::new), UUID[].class)
                .execute();
        List<HeedEvent> events = new ArrayList<>();
        births.forEach(theme -> events.add(theme.changed(List.of(ThemeChange.BORN))));
        events.addAll(stored.events(transaction, signals));
        outbox.append(transaction, events);
    }
}

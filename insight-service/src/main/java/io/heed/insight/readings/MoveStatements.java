package io.heed.insight.readings;

import java.sql.ResultSet;
import java.sql.SQLException;
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

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.ThemeChange;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.Rows;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.Theme;
import io.heed.insight.themes.ThemeBirth;
import io.heed.insight.themes.ThemeTally;
import io.heed.messaging.Outbox;

/**
 * Puts statements into other themes and tells of it: the themes' sums, the readings' next versions and their events, in
 * one transaction. The counts of what was changed are only marked to be taken anew.
 */
public final class MoveStatements {

    private record Moving(
            Move move,
            Placed placed,
            @Nullable String customer,
            Instant occurredAt,
            LocalDate occurredOn,
            int sentiment,
            int severity) {}

    private final SharedThemeSpace space;
    private final Outbox outbox;
    private final InstantSource clock;
    private final ZoneId zone;
    private final StoredReadings stored = new StoredReadings();

    /** @param space for this one's use alone */
    public MoveStatements(SharedThemeSpace space, Outbox outbox, InstantSource clock, ZoneId zone) {
        this.space = space;
        this.outbox = outbox;
        this.clock = clock;
        this.zone = zone;
    }

    /** Moves what is still where it was, and gives that; to be followed by {@link #committed}. */
    public List<Move> apply(Handle transaction, Collection<Move> moves) throws SQLException {
        space.open(transaction);
        List<Moving> moving = moving(transaction, moves);
        Set<UUID> known = known(transaction, moving);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, ThemeTally> tallies = new LinkedHashMap<>();
        Map<UUID, Theme> births = new LinkedHashMap<>();
        Map<UUID, Moving> founders = new HashMap<>();
        for (Moving one : moving) {
            Move move = one.move();
            GridVector vector = one.placed().vector();
            if (vector != null) {
                space.leave(move.from(), vector);
                space.join(move.to(), vector);
            }
            tallies.computeIfAbsent(move.from(), ThemeTally::new).recount();
            ThemeTally joined = tallies.computeIfAbsent(move.to(), ThemeTally::new);
            if (known.contains(move.to())) {
                joined.recount();
            } else {
                founders.putIfAbsent(move.to(), one);
                joined.count(
                        one.placed().signalId(),
                        one.customer(),
                        one.occurredAt(),
                        one.occurredOn(),
                        one.sentiment(),
                        one.severity());
            }
        }
        founders.forEach((id, first) -> births.put(
                id,
                ThemeBirth.of(
                        tallies.computeIfAbsent(id, ThemeTally::new),
                        first.move().statementId(),
                        first.occurredAt(),
                        now,
                        zone)));
        space.save(
                transaction,
                List.copyOf(births.values()),
                tallies.values().stream()
                        .filter(tally -> births.containsKey(tally.themeId()))
                        .toList(),
                tallies.values().stream()
                        .filter(tally -> !births.containsKey(tally.themeId()))
                        .toList());
        write(transaction, moving, births.values(), now);
        return moving.stream().map(Moving::move).toList();
    }

    /** Statements of one signal one after the other, as tallies want them. */
    private List<Moving> moving(Handle transaction, Collection<Move> moves) {
        Map<UUID, Move> byStatement = new HashMap<>();
        moves.forEach(move -> byStatement.put(move.statementId(), move));
        return transaction
                .createQuery("""
                        SELECT statements.id, signal_id, theme_id, encoder, vector, customer_ref, occurred_at, occurred_on, sentiment, severity
                        FROM statements JOIN readings USING (signal_id)
                        WHERE statements.id = ANY(:ids) AND theme_id IS NOT NULL
                        ORDER BY signal_id, statements.id
                        """)
                .bindByType("ids", byStatement.keySet().toArray(UUID[]::new), UUID[].class)
                .map((row, context) -> moving(row, byStatement))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Moving> moving(ResultSet row, Map<UUID, Move> moves) throws SQLException {
        Move move = moves.get(Rows.uuid(row, "id"));
        if (move == null || !move.from().equals(Rows.uuid(row, "theme_id"))) {
            return List.of();
        }
        return List.of(new Moving(
                move,
                Placed.of(row, space),
                row.getString("customer_ref"),
                Rows.instant(row, "occurred_at"),
                row.getObject("occurred_on", LocalDate.class),
                row.getInt("sentiment"),
                row.getInt("severity")));
    }

    private static Set<UUID> known(Handle transaction, List<Moving> moving) {
        return transaction
                .createQuery("SELECT id FROM themes WHERE id = ANY(:ids)")
                .bindByType(
                        "ids",
                        moving.stream().map(one -> one.move().to()).distinct().toArray(UUID[]::new),
                        UUID[].class)
                .mapTo(UUID.class)
                .set();
    }

    private void write(Handle transaction, List<Moving> moving, Collection<Theme> births, Instant now) {
        var statements = transaction.prepareBatch(
                "UPDATE statements SET theme_id = :theme, similarity = :similarity WHERE id = :id");
        Set<UUID> signals = new TreeSet<>();
        for (Moving one : moving) {
            statements
                    .bind("theme", one.move().to())
                    .bind("similarity", one.move().similarity())
                    .bind("id", one.move().statementId())
                    .add();
            signals.add(one.placed().signalId());
        }
        if (signals.isEmpty()) {
            return;
        }
        statements.execute();
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

    /** To be called when the transaction has committed. */
    public void committed() {
        space.committed();
    }
}

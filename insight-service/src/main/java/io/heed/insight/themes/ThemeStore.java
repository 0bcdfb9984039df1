package io.heed.insight.themes;

import java.io.ByteArrayOutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;

import io.heed.insight.store.BinaryCopy;
import io.heed.insight.store.Columns;
import io.heed.insight.store.VectorBytes;

/** Writes what assignment and moves change in themes: set by set, since it stands on the way of every signal. */
final class ThemeStore {

    private static final String ADD = """
            UPDATE themes
            SET signals = themes.signals + change.signals,
                statements = themes.statements + change.statements,
                people = themes.people + change.people,
                sentiment_sum = themes.sentiment_sum + change.sentiment,
                severity_sum = themes.severity_sum + change.severity,
                first_seen = least(themes.first_seen, change.first_seen),
                last_seen = greatest(themes.last_seen, change.last_seen),
                counts_changed = themes.counts_changed OR change.counts,
                recount = themes.recount OR change.recount,
                seen_due = themes.seen_due
                    OR coalesce(change.first_left <= themes.first_seen OR change.last_left >= themes.last_seen, false),
                vectors = change.vectors,
                sum = substring(?::bytea FROM ((change.place - 1) * ?)::integer + 1 FOR ?),
                generation = ?
            FROM unnest(?::uuid[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                    ?::bool[], ?::bool[], ?::int8[]) WITH ORDINALITY
                AS change (id, signals, statements, people, sentiment, severity,
                    first_seen, last_seen, first_left, last_left, counts, recount, vectors, place)
            WHERE themes.id = change.id
            """;

    /** In one message: each is time in which the lock of the theme space is held. */
    private static final String ADD_PEOPLE_AND_DAYS = """
            INSERT INTO theme_people (theme_id, customer_ref, signals)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::int4[])
            ON CONFLICT (theme_id, customer_ref) DO UPDATE
            SET signals = theme_people.signals + excluded.signals
            RETURNING theme_id, xmax = 0;

            INSERT INTO theme_days (theme_id, day, signals, statements)
            SELECT * FROM unnest(?::uuid[], ?::date[], ?::int4[], ?::int4[])
            ON CONFLICT (theme_id, day) DO UPDATE
            SET signals = theme_days.signals + excluded.signals,
                statements = theme_days.statements + excluded.statements;

            DELETE FROM theme_people WHERE theme_id = ANY(?) AND signals = 0 RETURNING theme_id;

            DELETE FROM theme_days WHERE theme_id = ANY(?) AND statements = 0
            """;

    private record DayRow(UUID themeId, LocalDate day, ThemeTally.Day gained) {}

    private record CustomerRow(UUID themeId, String customer, int signals) {}

    /**
     * Stores what was just born and adds the tallies to what was there before.
     *
     * @param born the tallies of the births, whose rows hold all but days and customers already
     */
    void save(
            Handle transaction,
            List<Theme> births,
            Collection<ThemeTally> born,
            Collection<ThemeTally> others,
            long generation,
            Function<UUID, ThemeSums> sums)
            throws SQLException {
        Connection connection = transaction.getConnection();
        insert(connection, births, generation, sums);
        Map<UUID, Long> newPeople = addPeopleAndDays(
                connection, Stream.concat(born.stream(), others.stream()).toList());
        add(connection, others, newPeople, generation, sums);
    }

    private static void insert(
            Connection connection, List<Theme> births, long generation, Function<UUID, ThemeSums> sums)
            throws SQLException {
        BinaryCopy rows = new BinaryCopy(
                "themes",
                List.of(
                        "id",
                        "founding_statement",
                        "version",
                        "state",
                        "signals",
                        "statements",
                        "people",
                        "sentiment_sum",
                        "severity_sum",
                        "first_seen",
                        "last_seen",
                        "priority",
                        "priority_parts",
                        "representatives",
                        "published_at",
                        "vectors",
                        "sum",
                        "generation"));
        for (Theme theme : births) {
            ThemeSums summed = sums.apply(theme.id());
            rows.row()
                    .uuid(theme.id())
                    .uuid(theme.foundingStatement())
                    .int8(theme.version())
                    .text(ThemeColumns.name(theme.state()))
                    .int8(theme.counts().signals())
                    .int8(theme.counts().statements())
                    .int8(theme.counts().people())
                    .int8(theme.sentimentSum())
                    .int8(theme.severitySum())
                    .timestamp(theme.firstSeen())
                    .timestamp(theme.lastSeen())
                    .float8(theme.priority().score())
                    .jsonb(ThemeColumns.json(theme.priority().parts()))
                    .uuids(theme.representatives())
                    .timestamp(theme.publishedAt())
                    .int8(summed.vectors())
                    .bytes(VectorBytes.of(summed.sum()))
                    .int8(generation);
        }
        rows.into(connection);
    }

    private static void add(
            Connection connection,
            Collection<ThemeTally> tallies,
            Map<UUID, Long> newPeople,
            long generation,
            Function<UUID, ThemeSums> sums)
            throws SQLException {
        if (tallies.isEmpty()) {
            return;
        }
        Map<UUID, ThemeSums> summed = new HashMap<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<ThemeTally> inOrder = List.copyOf(tallies);
        int width = 0;
        for (ThemeTally tally : inOrder) {
            ThemeSums of = sums.apply(tally.themeId);
            summed.put(tally.themeId, of);
            byte[] bytes = VectorBytes.of(of.sum());
            width = bytes.length;
            all.writeBytes(bytes);
        }
        try (PreparedStatement update = connection.prepareStatement(ADD)) {
            update.setBytes(1, all.toByteArray());
            update.setInt(2, width);
            update.setInt(3, width);
            update.setLong(4, generation);
            new Columns<>(update, 5, inOrder)
                    .uuids(tally -> tally.themeId)
                    .longs(tally -> tally.signals)
                    .longs(tally -> tally.statements)
                    .longs(tally -> tally.anonymous + newPeople.getOrDefault(tally.themeId, 0L))
                    .longs(tally -> tally.sentiment)
                    .longs(tally -> tally.severity)
                    .timestamps(tally -> tally.firstSeen)
                    .timestamps(tally -> tally.lastSeen)
                    .timestamps(tally -> tally.firstLeft)
                    .timestamps(tally -> tally.lastLeft)
                    .flags(ThemeTally::counts)
                    .flags(ThemeTally::isRecount)
                    .longs(tally -> vectors(summed, tally.themeId));
            update.executeUpdate();
        }
    }

    private static long vectors(Map<UUID, ThemeSums> summed, UUID themeId) {
        ThemeSums of = summed.get(themeId);
        return of == null ? 0 : of.vectors();
    }

    /**
     * Adds people and days, deletes those that have nothing left in a theme, and tells how many people each theme has more
     * than before.
     */
    private static Map<UUID, Long> addPeopleAndDays(Connection connection, List<ThemeTally> tallies)
            throws SQLException {
        List<CustomerRow> people = tallies.stream()
                .flatMap(tally -> tally.customers.entrySet().stream()
                        .map(customer -> new CustomerRow(tally.themeId, customer.getKey(), customer.getValue())))
                .toList();
        List<DayRow> days = tallies.stream()
                .flatMap(tally -> tally.days.entrySet().stream()
                        .map(day -> new DayRow(tally.themeId, day.getKey(), day.getValue())))
                .toList();
        Array left = connection.createArrayOf(
                "uuid",
                tallies.stream()
                        .filter(ThemeTally::isLeft)
                        .map(ThemeTally::themeId)
                        .toArray());
        Map<UUID, Long> gained = new HashMap<>();
        try (PreparedStatement all = connection.prepareStatement(ADD_PEOPLE_AND_DAYS)) {
            new Columns<>(all, 1, people)
                    .uuids(CustomerRow::themeId)
                    .texts(CustomerRow::customer)
                    .ints(CustomerRow::signals);
            new Columns<>(all, 4, days)
                    .uuids(DayRow::themeId)
                    .dates(DayRow::day)
                    .ints(row -> row.gained().signals)
                    .ints(row -> row.gained().statements);
            all.setArray(8, left);
            all.setArray(9, left);
            all.execute();
            try (ResultSet added = all.getResultSet()) {
                while (added.next()) {
                    gained.merge(added.getObject(1, UUID.class), added.getBoolean(2) ? 1L : 0L, Long::sum);
                }
            }
            // past the count of days
            all.getMoreResults();
            all.getMoreResults();
            try (ResultSet deleted = all.getResultSet()) {
                while (deleted.next()) {
                    gained.merge(deleted.getObject(1, UUID.class), -1L, Long::sum);
                }
            }
        }
        return gained;
    }
}

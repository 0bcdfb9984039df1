package io.heed.insight.themes;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.contracts.ThemeState;
import io.heed.insight.store.Rows;
import io.heed.messaging.Transactions;
import io.heed.rest.Cursor;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;

/** Themes as they are read over HTTP: numbers from the table, trends as of now. */
public final class Themes {

    private static final String ORDER = "%s DESC, id";

    private final Transactions transactions;
    private final InstantSource clock;
    private final ZoneId zone;

    public Themes(Transactions transactions, InstantSource clock, ZoneId zone) {
        this.transactions = transactions;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Themes that somebody stands behind, in the given order.
     *
     * @param state only those; merged themes come only when they are asked for
     * @param q a part of the label or of a keyword
     */
    Page<ThemeView> list(
            @Nullable ThemeState state, @Nullable String q, ThemeSort sort, int limit, @Nullable String cursor) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where = new StringBuilder("WHERE signals > 0 AND ");
        where.append(state == null ? "state <> 'merged'" : "state = :state");
        if (state != null) {
            parameters.put("state", ThemeColumns.name(state));
        }
        if (q != null && !q.isBlank()) {
            where.append(" AND (label ILIKE :q OR EXISTS (SELECT FROM unnest(keywords) AS word WHERE word ILIKE :q))");
            parameters.put("q", "%" + q.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (cursor != null) {
            where.append(" AND (%1$s < :after OR (%1$s = :after AND id > :afterId))".formatted(sort.sql()));
            after(cursor, parameters);
        }
        where.append(" ORDER BY ")
                .append(ORDER.formatted(sort.sql()))
                .append(" LIMIT ")
                .append(limit + 1);
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return transactions.call(handle -> {
            List<StandingTheme> found = StandingTheme.select(handle, today, where.toString(), parameters);
            List<StandingTheme> page = found.subList(0, Math.min(limit, found.size()));
            String next = found.size() > limit
                    ? cursorOf(handle, page.getLast().theme().id(), sort, today)
                    : null;
            return new Page<>(views(handle, page), next);
        });
    }

    private static void after(String cursor, Map<String, Object> parameters) {
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            parameters.put("after", Double.parseDouble(parts.getFirst()));
            parameters.put("afterId", UUID.fromString(parts.getLast()));
        } catch (IllegalArgumentException strange) {
            throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer to the same question");
        }
    }

    private static String cursorOf(Handle handle, UUID last, ThemeSort sort, LocalDate today) {
        double value = handle.createQuery(
                        "SELECT " + sort.sql() + " FROM themes WHERE id = :id AND :today::date IS NOT NULL")
                .bind("id", last)
                .bindByType("today", today, LocalDate.class)
                .mapTo(Double.class)
                .one();
        return Cursor.encode(Double.toString(value), last.toString());
    }

    /** The theme, or the one it became; empty where there is none of that id. */
    public Optional<ThemeView> find(UUID id) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return transactions.call(handle -> {
            UUID now = id;
            for (Optional<UUID> merged = mergedInto(handle, now);
                    merged.isPresent();
                    merged = mergedInto(handle, now)) {
                now = merged.get();
            }
            List<StandingTheme> found = StandingTheme.select(handle, today, "WHERE id = :id", Map.of("id", now));
            return views(handle, found).stream().findFirst().map(view -> ThemeDetails.add(handle, view));
        });
    }

    private static Optional<UUID> mergedInto(Handle handle, UUID id) {
        return handle.createQuery("SELECT merged_into FROM themes WHERE id = :id AND merged_into IS NOT NULL")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }

    private List<ThemeView> views(Handle handle, List<StandingTheme> found) {
        Instant now = clock.instant();
        Map<UUID, ThemeView.Quote> quotes = quotes(
                handle,
                found.stream()
                        .flatMap(standing -> standing.theme().representatives().stream())
                        .toList());
        List<ThemeView> views = new ArrayList<>();
        for (StandingTheme standing : found) {
            Theme theme = standing.theme();
            Trend trend = Trend.of(standing.figures(), now, zone);
            @Nullable Principal by = theme.decisions().labelledBy();
            boolean merged = theme.state() == ThemeState.MERGED;
            views.add(new ThemeView(
                    theme.id(),
                    theme.label(),
                    theme.keywords(),
                    merged ? ThemeState.MERGED : trend.state(),
                    theme.counts().signals(),
                    theme.counts().statements(),
                    theme.counts().people(),
                    theme.sentiment(),
                    trend,
                    theme.priority(),
                    theme.representatives().stream()
                            .filter(quotes::containsKey)
                            .map(quotes::get)
                            .toList(),
                    null,
                    null,
                    theme.firstSeen(),
                    theme.lastSeen(),
                    null,
                    by == null ? null : by.subject(),
                    theme.decisions().heldAt(),
                    theme.decisions().keptApart(),
                    ThemeView.LineageEntry.of(theme)));
        }
        return views;
    }

    private static Map<UUID, ThemeView.Quote> quotes(Handle handle, Collection<UUID> statements) {
        Map<UUID, ThemeView.Quote> quotes = new HashMap<>();
        handle.createQuery("SELECT id, signal_id, text FROM statements WHERE id = ANY(:ids) AND text IS NOT NULL")
                .bindByType("ids", statements.toArray(UUID[]::new), UUID[].class)
                .map((row, context) ->
                        new ThemeView.Quote(Rows.uuid(row, "id"), Rows.uuid(row, "signal_id"), row.getString("text")))
                .forEach(quote -> quotes.put(quote.statementId(), quote));
        return quotes;
    }
}

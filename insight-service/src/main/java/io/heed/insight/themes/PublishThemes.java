package io.heed.insight.themes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import io.heed.contracts.Priority;
import io.heed.contracts.ThemeChange;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemeState;
import io.heed.messaging.Outbox;
import io.heed.messaging.Transactions;

/**
 * Tells of themes what is new about them: their numbers, state and label, of each theme at most once a second. What is
 * new is a mark in the theme's row, so the last change is told too, whatever happens in between.
 */
public final class PublishThemes {

    private static final String DUE = "(counts_changed OR label_changed OR review_due) AND published_at <= :before";

    private static final String UPDATE = """
            UPDATE themes
            SET version = :version,
                state = :state,
                priority = :priority,
                priority_parts = :parts::jsonb,
                published_at = :published,
                counts_changed = false,
                label_changed = false,
                review_due = false
            WHERE id = :id
            """;

    private static final int SLICE = 200;
    private static final Duration APART_WHEN_QUIET = Duration.ofSeconds(1);

    /** While signals pour in nearly every theme grows every second; to tell of each costs as much as they do. */
    private static final Duration APART_WHEN_BUSY = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Outbox outbox;
    private final InstantSource clock;
    private final ZoneId zone;

    public PublishThemes(Transactions transactions, Outbox outbox, InstantSource clock, ZoneId zone) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Tells what is due, in short transactions, and gives how many themes it told of.
     *
     * @param quiet whether no more signals are waiting to be understood than one transaction takes
     */
    public int run(boolean quiet) {
        Duration apart = quiet ? APART_WHEN_QUIET : APART_WHEN_BUSY;
        int told = 0;
        int looked;
        do {
            List<Integer> slice = transactions.call(transaction -> slice(transaction, apart));
            looked = slice.getFirst();
            told += slice.getLast();
        } while (looked == SLICE);
        return told;
    }

    private List<Integer> slice(Handle transaction, Duration apart) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean any = transaction
                .createQuery("SELECT EXISTS (SELECT FROM themes WHERE " + DUE + ")")
                .bind("before", now.minus(apart))
                .mapTo(Boolean.class)
                .one();
        if (!any) {
            return List.of(0, 0);
        }
        ThemeSpaceRow.lock(transaction);
        List<StandingTheme> due = StandingTheme.select(
                transaction,
                LocalDate.ofInstant(now, zone),
                "WHERE " + DUE + " ORDER BY published_at, id LIMIT " + SLICE,
                Map.of("before", now.minus(apart)));
        List<ThemeChanged> events = new ArrayList<>();
        PreparedBatch update = transaction.prepareBatch(UPDATE);
        for (StandingTheme standing : due) {
            Theme known = standing.theme();
            ThemeState state = known.state() == ThemeState.MERGED
                    ? ThemeState.MERGED
                    : Trend.of(standing.figures(), now, zone).state();
            Priority priority = ThemePriority.of(standing.figures());
            List<ThemeChange> what = what(standing, state, priority);
            Theme told = what.isEmpty() ? known : known.told(now, state, priority);
            if (!what.isEmpty()) {
                events.add(told.changed(what));
            }
            update.bind("id", told.id())
                    .bind("version", told.version())
                    .bind("state", ThemeColumns.name(told.state()))
                    .bind("priority", told.priority().score())
                    .bind("parts", ThemeColumns.json(told.priority().parts()))
                    .bind("published", told.publishedAt())
                    .add();
        }
        update.execute();
        outbox.append(transaction, events);
        return List.of(due.size(), events.size());
    }

    private static List<ThemeChange> what(StandingTheme standing, ThemeState state, Priority priority) {
        List<ThemeChange> what = new ArrayList<>();
        if (standing.labelChanged()) {
            what.add(ThemeChange.LABELLED);
        }
        if (state != standing.theme().state()) {
            what.add(ThemeChange.STATE);
        }
        if (standing.countsChanged()
                || ReviewThemes.differs(priority, standing.theme().priority())) {
            what.add(ThemeChange.COUNTED);
        }
        return what;
    }
}

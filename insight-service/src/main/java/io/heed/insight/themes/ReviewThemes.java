package io.heed.insight.themes;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.heed.contracts.Priority;
import io.heed.messaging.Transactions;

/**
 * Finds themes that became something else by time alone: a new one grows old, an ongoing one quiet, growth fades. Marks
 * them for {@link PublishThemes}.
 */
public final class ReviewThemes {

    /** How much a priority may be off before it is told again. */
    private static final double WORTH_TELLING = 0.02;

    private final Transactions transactions;
    private final InstantSource clock;
    private final ZoneId zone;

    public ReviewThemes(Transactions transactions, InstantSource clock, ZoneId zone) {
        this.transactions = transactions;
        this.clock = clock;
        this.zone = zone;
    }

    /** Looks at every theme and gives how many it marked. */
    public int run() {
        Instant now = clock.instant();
        List<StandingTheme> all = transactions.call(handle -> StandingTheme.select(
                handle,
                LocalDate.ofInstant(now, zone),
                "WHERE merged_into IS NULL AND statements > 0 AND NOT review_due",
                Map.of()));
        UUID[] marked = all.stream()
                .filter(standing -> Trend.of(standing.figures(), now, zone).state()
                                != standing.theme().state()
                        || differs(
                                ThemePriority.of(standing.figures()),
                                standing.theme().priority()))
                .map(standing -> standing.theme().id())
                .toArray(UUID[]::new);
        if (marked.length > 0) {
            transactions.run(transaction -> {
                ThemeSpaceRow.lock(transaction);
                transaction
                        .createUpdate("UPDATE themes SET review_due = true WHERE id = ANY(:ids)")
                        .bindByType("ids", marked, UUID[].class)
                        .execute();
            });
        }
        return marked.length;
    }

    static boolean differs(Priority one, Priority other) {
        return Math.abs(one.score() - other.score()) >= WORTH_TELLING;
    }
}

package io.heed.insight.consolidation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jboss.logging.Logger;

import io.heed.contracts.ThemesConsolidated;
import io.heed.insight.readings.MoveStatements;
import io.heed.insight.store.ThinkingLease;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.ThemeDecisions;
import io.heed.insight.themes.ThemeSpaceRow;
import io.heed.messaging.Outbox;
import io.heed.messaging.Transactions;

/**
 * Looks at a sample of all statements together when there are twice as many as the last time, or a fifth more than when
 * it last had nothing else to do, and has them moved to where they belong.
 *
 * <p>One replica at a time does it. Where it is killed half-way the next one begins anew, with what has been moved where
 * it is and with what is known of where it came from.
 */
public final class ConsolidateThemes {

    private static final int FEWEST_WHEN_BUSY = 250;
    private static final double GROWTH_WHEN_BUSY = 2;
    private static final int FEWEST_WHEN_QUIET = 20;
    private static final double GROWTH_WHEN_QUIET = 1.2;
    private static final double QUIET_GROWTH = 1.1;

    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Logger LOG = Logger.getLogger(ConsolidateThemes.class);

    private final Transactions transactions;
    private final SharedThemeSpace space;
    private final ConsolidationStore store;
    private final ThinkingLease lease;
    private final Regrouping regrouping;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Timer longest;
    private long lastSeen = -1;

    public ConsolidateThemes(
            Transactions transactions,
            SharedThemeSpace space,
            MoveStatements moving,
            ThemeDecisions decisions,
            Outbox outbox,
            InstantSource clock,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.space = space;
        this.lease = new ThinkingLease(transactions, clock, LEASE);
        this.store = new ConsolidationStore(transactions, clock);
        this.regrouping = new Regrouping(transactions, store, lease, moving, decisions, clock);
        this.outbox = outbox;
        this.clock = clock;
        this.longest = Timer.builder("heed.themes.consolidation.lock.longest")
                .description("How long each consolidation held the lock of the themes at most")
                .register(metrics);
    }

    /**
     * Consolidates if it is due; only while every statement has its vector.
     *
     * @param caughtUp whether everything that was received is understood
     * @return whether it did
     */
    public boolean run(boolean caughtUp) throws SQLException, InterruptedException {
        long statements = transactions.call(space::statements);
        ConsolidationStore.Looked last = store.looked();
        boolean quiet = caughtUp && statements <= QUIET_GROWTH * lastSeen;
        lastSeen = statements;
        if ((caughtUp && !quiet) || !isDue(last, statements, quiet) || !lease.take()) {
            return false;
        }
        try {
            Regrouping.Result result = regrouping.run(statements);
            remember(statements, quiet ? statements : last.settled(), result.joinFrom());
            longest.record(result.longest());
            LOG.infof(
                    "Consolidated themes, statements=%d, moved=%d, longestLockMillis=%d",
                    statements, result.moved(), result.longest().toMillis());
            return true;
        } finally {
            lease.release();
        }
    }

    /**
     * Whether there is to be one.
     *
     * @param quiet whether nothing else is to do
     */
    static boolean isDue(ConsolidationStore.Looked last, long statements, boolean quiet) {
        return last.begun()
                || (quiet
                        ? statements >= Math.max(FEWEST_WHEN_QUIET, GROWTH_WHEN_QUIET * last.settled())
                        : statements >= Math.max(FEWEST_WHEN_BUSY, GROWTH_WHEN_BUSY * last.statements()));
    }

    ConsolidationView view() {
        long statements = transactions.call(space::statements);
        ConsolidationStore.Looked last = store.looked();
        return new ConsolidationView(
                statements, last.statements(), last.settled(), last.begun(), isDue(last, statements, true));
    }

    private void remember(long statements, long settled, OptionalDouble joinFrom) {
        transactions.run(transaction -> {
            ThemeSpaceRow.lock(transaction);
            joinFrom.ifPresent(least -> ThemeSpaceRow.joinFrom(transaction, least));
            store.end(transaction, statements, settled);
            outbox.append(
                    transaction,
                    new ThemesConsolidated(
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            space.encoder(),
                            statements,
                            settled,
                            ThemeSpaceRow.joinFrom(transaction)));
        });
    }
}

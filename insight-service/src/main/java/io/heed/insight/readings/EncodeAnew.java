package io.heed.insight.readings;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.ThinkingLease;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.SliceSize;
import io.heed.insight.themes.ThemeTally;
import io.heed.messaging.Transactions;

/**
 * Gives the statements vectors of the encoder at work, where theirs were made in another way, while new signals are
 * understood: places stay, sums follow. First a few of each theme, the most central ones, so that what is new finds the
 * themes that are known; then all others. Once none is left, all are looked at together again.
 *
 * <p>It encodes without any lock, a signal's statements together, and writes in slices that hold the lock of the theme
 * space for a short while. Each slice stands by itself: whoever is killed leaves nothing half done, and
 * the next one goes on. One replica at a time does it.
 */
public final class EncodeAnew {

    private static final int CENTRAL = 3;
    /** Some seconds of a processor at most. */
    private static final int THEMES_FIRST = 500;

    private static final int SIGNALS = 20;
    private static final int PAGE = 200;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Logger LOG = Logger.getLogger(EncodeAnew.class);

    private record Made(UUID statementId, GridVector vector) {}

    private final Transactions transactions;
    private final SharedThemeSpace space;
    private final SignalReader reader;
    private final ThinkingLease lease;
    private final VectorStore vectors = new VectorStore();
    private final SliceSize size = new SliceSize();

    /** @param space for this one's use alone */
    public EncodeAnew(Transactions transactions, SharedThemeSpace space, SignalReader reader, InstantSource clock) {
        this.transactions = transactions;
        this.space = space;
        this.reader = reader;
        this.lease = new ThinkingLease(transactions, clock, LEASE);
    }

    /** The most central statements of the largest themes, to be in before anything new is decided. */
    public void first() throws SQLException, InterruptedException {
        List<UUID> central =
                transactions.call(handle -> vectors.central(handle, space.version(handle), THEMES_FIRST, CENTRAL));
        encode(central, () -> {});
    }

    /**
     * Goes on until nothing waits.
     *
     * @return whether every vector is one that the encoder at work made, and so all can be looked at together
     */
    public boolean run() throws SQLException, InterruptedException {
        if (!transactions.call(space::isOurs)) {
            return false;
        }
        if (!transactions.call(this::anyWaits)) {
            return true;
        }
        if (!lease.take()) {
            return false;
        }
        try {
            // first, so that it can't be forgotten: nobody looks before this is through
            transactions.run(
                    transaction -> transaction.execute("UPDATE consolidation SET statements = 0, settled = 0"));
            List<UUID> page = transactions.call(
                    handle -> vectors.central(handle, space.version(handle), Integer.MAX_VALUE, CENTRAL));
            long encoded = 0;
            do {
                encoded += encode(page, lease::renew);
                page = transactions.call(handle -> vectors.waiting(handle, space.version(handle), PAGE));
            } while (!page.isEmpty());
            LOG.infof("Encoded anew what was encoded in another way, statements=%d", encoded);
        } finally {
            lease.release();
        }
        return true;
    }

    private boolean anyWaits(Handle handle) {
        return vectors.anyWaits(handle, space.version(handle));
    }

    private long encode(List<UUID> signals, Runnable between) throws SQLException, InterruptedException {
        long encoded = 0;
        for (int from = 0; from < signals.size(); from += SIGNALS) {
            List<UUID> some = signals.subList(from, Math.min(from + SIGNALS, signals.size()));
            List<Made> made = new ArrayList<>();
            for (List<VectorStore.Words> text : transactions.call(handle -> vectors.words(handle, some))) {
                // on this thread alone: the others are for what is new
                List<GridVector> together =
                        reader.encode(text.stream().map(VectorStore.Words::text).toList());
                for (int i = 0; i < together.size(); i++) {
                    made.add(new Made(text.get(i).statementId(), together.get(i)));
                }
            }
            encoded += write(made);
            between.run();
        }
        return encoded;
    }

    private long write(List<Made> made) throws SQLException, InterruptedException {
        long written = 0;
        int from = 0;
        while (from < made.size()) {
            List<Made> these = made.subList(from, Math.min(from + size.next(), made.size()));
            transactions.run(space::look);
            written += transactions.call(transaction -> put(transaction, these));
            size.took(these.size(), space.committed());
            from += these.size();
            if (Thread.interrupted()) {
                throw new InterruptedException("encoding anew is to stop");
            }
        }
        return written;
    }

    private int put(Handle transaction, List<Made> made) throws SQLException {
        space.open(transaction);
        Map<UUID, GridVector> vectorOf = new HashMap<>();
        made.forEach(one -> vectorOf.put(one.statementId(), one.vector()));
        Map<UUID, ThemeTally> tallies = new LinkedHashMap<>();
        Map<UUID, GridVector> given = new LinkedHashMap<>();
        for (Placed placed : vectors.due(transaction, vectorOf.keySet(), space)) {
            UUID theme = placed.themeId();
            GridVector vector = vectorOf.get(placed.statementId());
            if (theme != null && vector != null) {
                if (placed.vector() != null) {
                    space.leave(theme, placed.vector());
                }
                space.join(theme, vector);
                tallies.computeIfAbsent(theme, ThemeTally::new);
                given.put(placed.statementId(), vector);
            }
        }
        vectors.give(transaction, given, space.version());
        space.save(transaction, List.of(), List.of(), tallies.values());
        return given.size();
    }
}

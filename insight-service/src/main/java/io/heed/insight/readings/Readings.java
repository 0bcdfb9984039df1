package io.heed.insight.readings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.SignalUnderstood;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.messaging.Delivery;
import io.heed.messaging.Transactions;

/** What restoring needs of readings: to take them over, and to give them their words back. */
public final class Readings {

    private final Transactions transactions;
    private final ReadingStore store;
    private final RestoreReadings restore;
    private final UnderstandSignals understand;

    public Readings(Transactions transactions, SharedThemeSpace space, UnderstandSignals understand) {
        this.transactions = transactions;
        this.store = understand.store();
        this.restore = new RestoreReadings(space, store);
        this.understand = understand;
    }

    /** Takes over readings that are newer than the database's, and erasures that it has not; gives how many. */
    public int restore(Map<UUID, SignalUnderstood> events, Collection<UUID> erased) {
        int restored = call(() -> transactions.call(transaction -> restore.run(transaction, events, erased)));
        restore.committed();
        return restored;
    }

    /** Whether any reading waits for its signal's words. */
    public boolean awaitWords() {
        return transactions.call(
                handle -> handle.createQuery("SELECT EXISTS (SELECT FROM readings WHERE NOT has_words)")
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Puts the words of those signals where they belong whose readings wait for them; passes over all others. */
    public void attachWords(List<Delivery> batch) {
        List<UUID> signals = batch.stream().map(Delivery::key).toList();
        Map<UUID, Standing> standings = transactions.call(handle -> store.standings(handle, signals));
        List<Delivery> awaited = batch.stream()
                .filter(delivery -> delivery.event() instanceof SignalReceived
                        && standings.get(delivery.key()) == Standing.AWAITS_WORDS)
                .toList();
        if (!awaited.isEmpty()) {
            PreparedBatch prepared = call(() -> understand.prepare(awaited));
            call(() -> {
                transactions.run(transaction -> understand.apply(transaction, prepared));
                return true;
            });
            understand.committed(prepared);
        }
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> T call(Work<T> work) {
        try {
            return work.run();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException("Readings could not be restored", failed);
        }
    }
}

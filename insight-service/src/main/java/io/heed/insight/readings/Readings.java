package io.heed.insight.readings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.SignalUnderstood;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.Rows;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.ThemeTally;
import io.heed.messaging.Delivery;
import io.heed.messaging.Transactions;

/** What restoring needs of readings: to take them over, to give them their words back, to encode them anew. */
public final class Readings {

    private static final int SLICE = 500;

    /** @param themeId null when it needs no vector, but has a share in those of its siblings */
    private record Bare(
            UUID statementId, UUID signalId, @Nullable UUID themeId, String text) {}

    private final Transactions transactions;
    private final SharedThemeSpace space;
    private final ReadingStore store;
    private final RestoreReadings restore;
    private final UnderstandSignals understand;
    private final SignalReader reader;

    public Readings(
            Transactions transactions, SharedThemeSpace space, UnderstandSignals understand, SignalReader reader) {
        this.transactions = transactions;
        this.space = space;
        this.store = understand.store();
        this.restore = new RestoreReadings(space, store);
        this.understand = understand;
        this.reader = reader;
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

    /**
     * Where the stored vectors are another encoder's, drops them and encodes the words anew: places stay, sums follow.
     * Safe to be interrupted; the next start goes on.
     */
    public void encodeAnew() throws InterruptedException {
        transactions.run(space::adopt);
        for (List<List<Bare>> these = bare(); !these.isEmpty(); these = bare()) {
            List<List<GridVector>> vectors = reader.encode(these.stream()
                    .map(text -> text.stream().map(Bare::text).toList())
                    .toList());
            List<EncodedStatement> encoded = new ArrayList<>();
            for (int i = 0; i < these.size(); i++) {
                for (int j = 0; j < these.get(i).size(); j++) {
                    Bare bare = these.get(i).get(j);
                    if (bare.themeId() != null) {
                        encoded.add(new EncodedStatement(
                                bare.statementId(),
                                bare.themeId(),
                                vectors.get(i).get(j)));
                    }
                }
            }
            call(() -> {
                transactions.run(transaction -> {
                    space.open(transaction);
                    Map<UUID, ThemeTally> tallies = new LinkedHashMap<>();
                    for (EncodedStatement statement : store.withoutVector(transaction, encoded)) {
                        space.join(statement.themeId(), statement.vector());
                        tallies.computeIfAbsent(statement.themeId(), ThemeTally::new);
                    }
                    store.giveVectors(transaction, encoded);
                    space.save(transaction, List.of(), List.of(), tallies.values());
                });
                return true;
            });
            space.committed();
        }
    }

    /** All statements of some signals of which one has no vector. */
    private List<List<Bare>> bare() {
        Map<UUID, List<Bare>> bySignal = new LinkedHashMap<>();
        transactions
                .call(handle -> handle.createQuery("""
                        SELECT id, signal_id, theme_id, text FROM statements
                        WHERE text IS NOT NULL AND signal_id IN (
                            SELECT signal_id FROM statements
                            WHERE theme_id IS NOT NULL AND text IS NOT NULL AND vector IS NULL
                            LIMIT :slice)
                        ORDER BY signal_id, starts
                        """)
                        .bind("slice", SLICE)
                        .map((row, context) -> new Bare(
                                Rows.uuid(row, "id"),
                                Rows.uuid(row, "signal_id"),
                                row.getObject("theme_id", UUID.class),
                                row.getString("text")))
                        .list())
                .forEach(bare -> bySignal.computeIfAbsent(bare.signalId(), unseen -> new ArrayList<>())
                        .add(bare));
        return List.copyOf(bySignal.values());
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

package io.heed.bench;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.flywaydb.core.Flyway;

import io.heed.embedded.EmbeddedParts;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.encoder.StatementEncoder;
import io.heed.insight.readings.PreparedBatch;
import io.heed.insight.readings.SignalReader;
import io.heed.insight.readings.UnderstandSignals;
import io.heed.insight.themes.Background;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.messaging.Delivery;
import io.heed.messaging.Outbox;
import io.heed.messaging.Transactions;

/**
 * Insight's way of a signal on an empty schema of a real PostgreSQL, as the service itself is put together, but for the
 * encoder. The topic's and the relay's parts are left out: signals are handed over, and what is in the outbox is taken
 * away again.
 */
final class AssignmentRun implements AutoCloseable {

    /** As many as the service takes in one transaction. */
    private static final int BATCH = 500;

    private static final double JOIN_FROM = 0.40;

    private final Transactions transactions;
    private final SignalReader reader;
    private final SharedThemeSpace space;
    private final UnderstandSignals understand;

    AssignmentRun(EmbeddedParts parts, ClumpEncoder encoder) {
        DataSource source = parts.dataSource("insight");
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .schemas("insight")
                .locations("db/messaging", "db/insight")
                .cleanDisabled(false)
                .load();
        flyway.clean();
        flyway.migrate();
        InstantSource clock = InstantSource.system();
        transactions = Transactions.over(source);
        reader = new SignalReader(
                new StatementEncoder(encoder, 1), Runtime.getRuntime().availableProcessors());
        space = new SharedThemeSpace(StatementEncoder.identity(encoder), JOIN_FROM, Background.encodedBy(encoder));
        understand = new UnderstandSignals(
                reader,
                transactions,
                space,
                new Outbox("/heed/insight", clock, () -> {}),
                clock,
                ZoneOffset.UTC,
                new SimpleMeterRegistry());
        transactions.run(space::create);
    }

    /** Understands all of them, batch by batch; the seconds that took. */
    double understand(List<Delivery> signals) throws Exception {
        long began = System.nanoTime();
        for (int from = 0; from < signals.size(); from += BATCH) {
            PreparedBatch batch = understand.prepare(signals.subList(from, Math.min(from + BATCH, signals.size())));
            transactions.run(transaction -> understand.apply(transaction, batch));
            understand.committed(batch);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        transactions.run(handle -> handle.execute("TRUNCATE outbox"));
        return seconds;
    }

    /** Decides on each of these vectors, in as many microseconds; nothing of it is stored. */
    double microsToDecide(List<GridVector> vectors) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            ids.add(new UUID(1, i));
        }
        SharedThemeSpace copy = space.copy();
        return transactions.call(handle -> {
            copy.open(handle);
            long began = System.nanoTime();
            for (int i = 0; i < vectors.size(); i++) {
                copy.decide(ids.get(i), vectors.get(i));
            }
            return (System.nanoTime() - began) / 1e3 / vectors.size();
        });
    }

    /** Another copy of the space in memory, as the service holds it. */
    SharedThemeSpace loaded() {
        SharedThemeSpace copy = space.copy();
        transactions.run(copy::open);
        return copy;
    }

    int themes() {
        return space.size();
    }

    @Override
    public void close() {
        reader.close();
    }
}

package io.heed.insight;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.flywaydb.core.Flyway;

import io.heed.contracts.Principal;
import io.heed.contracts.Topic;
import io.heed.embedded.EmbeddedParts;
import io.heed.insight.consolidation.ConsolidateThemes;
import io.heed.insight.curation.CarryOut;
import io.heed.insight.curation.CurateThemes;
import io.heed.insight.encoder.Encoder;
import io.heed.insight.encoder.StatementEncoder;
import io.heed.insight.labels.LabelThemes;
import io.heed.insight.readings.EncodeAnew;
import io.heed.insight.readings.Move;
import io.heed.insight.readings.MoveStatements;
import io.heed.insight.readings.PreparedBatch;
import io.heed.insight.readings.Readings;
import io.heed.insight.readings.SignalReader;
import io.heed.insight.readings.UnderstandSignals;
import io.heed.insight.restoring.CatchUp;
import io.heed.insight.statements.DerivedId;
import io.heed.insight.themes.Background;
import io.heed.insight.themes.PublishThemes;
import io.heed.insight.themes.RecountThemes;
import io.heed.insight.themes.ReviewThemes;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.TakeTurns;
import io.heed.insight.themes.ThemeDecisions;
import io.heed.insight.themes.Why;
import io.heed.messaging.ConsumerSettings;
import io.heed.messaging.Delivery;
import io.heed.messaging.EventConsumer;
import io.heed.messaging.EventReader;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.Outbox;
import io.heed.messaging.OutboxRelay;
import io.heed.messaging.Transactions;

/** The service without its HTTP, wired by hand as the service wires itself, so that tests can start several of it. */
final class Replica implements AutoCloseable {

    final Transactions transactions;
    final UnderstandSignals understand;
    final SharedThemeSpace space;
    final TakeTurns turns;
    final EncodeAnew anew;
    private final EmbeddedParts parts;
    private final CatchUp catchUp;
    private final OutboxRelay relay;
    private final SignalReader reader;
    private final EventConsumer<Delivery, PreparedBatch> consumer;
    private final PublishThemes publish;
    private final ReviewThemes review;
    private final LabelThemes label;
    private final MoveStatements moving;
    private final ConsolidateThemes consolidate;
    final CarryOut carryOut;
    final CurateThemes curate;

    Replica(EmbeddedParts parts, Encoder encoder, InstantSource clock, int batch) {
        this.parts = parts;
        DataSource source = parts.dataSource("insight");
        transactions = Transactions.over(source);
        KafkaClients kafka = KafkaClients.at(parts.bootstrapServers());
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        relay = new OutboxRelay("insight", source, kafka, metrics);
        Outbox outbox = new Outbox("/heed/insight", clock, relay::wake);
        reader = new SignalReader(new StatementEncoder(encoder, 10_000), 2);
        space = new SharedThemeSpace(StatementEncoder.identity(encoder), 0.40, Background.encodedBy(encoder));
        understand = new UnderstandSignals(reader, transactions, space, outbox, clock, ZoneOffset.UTC, metrics);
        turns = new TakeTurns(transactions, space, clock);
        anew = new EncodeAnew(transactions, space.copy(), reader, clock);
        catchUp = new CatchUp(kafka, transactions, space, new Readings(transactions, space, understand), turns, anew);
        publish = new PublishThemes(transactions, outbox, clock, ZoneOffset.UTC);
        review = new ReviewThemes(transactions, clock, ZoneOffset.UTC);
        label = new LabelThemes(transactions);
        moving = new MoveStatements(transactions, space.copy(), outbox, clock, ZoneOffset.UTC);
        ThemeDecisions decisions = new ThemeDecisions(outbox, clock, ZoneOffset.UTC);
        consolidate = new ConsolidateThemes(transactions, space, moving, decisions, outbox, clock, metrics);
        carryOut = new CarryOut(
                transactions,
                new MoveStatements(transactions, space.copy(), outbox, clock, ZoneOffset.UTC),
                decisions,
                clock);
        curate = new CurateThemes(transactions, decisions, carryOut, clock);
        consumer = new EventConsumer<>(
                ConsumerSettings.of("heed-insight", Topic.FEEDBACK_SIGNALS, Topic.ACTION_ACTIONS)
                        .withMaxBatch(batch),
                kafka,
                transactions,
                new EventReader(),
                understand,
                clock,
                metrics);
    }

    static void migrate(EmbeddedParts parts) {
        flyway(parts).migrate();
    }

    /** Drops everything that the service has stored. */
    static void dropEverything(EmbeddedParts parts) {
        flyway(parts).clean();
        migrate(parts);
    }

    private static Flyway flyway(EmbeddedParts parts) {
        return Flyway.configure()
                .dataSource(parts.dataSource("insight"))
                .schemas("insight")
                .locations("db/messaging", "db/insight")
                .cleanDisabled(false)
                .load();
    }

    /** Comes to know what the database and the topics know, without reading signals. */
    Replica catchUp() throws Exception {
        catchUp.run();
        return this;
    }

    Replica start() throws Exception {
        catchUp.run();
        relay.start();
        consumer.start();
        return this;
    }

    /** Does what time asks for, once. */
    void jobs(boolean labels) {
        publish.run(true);
        if (labels) {
            label.run(consumer.caughtUp());
        }
    }

    /** Puts every second statement of each theme into a theme of its own, by the way by which consolidation moves. */
    void scatter() throws Exception {
        List<Move> moves = transactions.call(handle -> handle.createQuery("""
                        SELECT id, theme_id FROM
                            (SELECT *, row_number() OVER (PARTITION BY theme_id ORDER BY id) AS place FROM statements
                            WHERE theme_id IS NOT NULL) AS placed
                        WHERE place % 2 = 0
                        """)
                .map((row, context) -> {
                    UUID id = row.getObject(1, UUID.class);
                    return new Move(id, row.getObject(2, UUID.class), DerivedId.ofSplitTheme(id, 1), 1.0);
                })
                .list());
        Why why = new Why(Principal.system("test"), Instant.EPOCH, "scattered");
        moving.move(moves, why);
        RecountThemes recount = new RecountThemes();
        while (recount.seenAgain(transactions)) {}
    }

    /** Looks at all statements together until nothing is due any more; whether it was. */
    boolean consolidate() throws Exception {
        boolean done = false;
        // the first look only sees how many there are
        for (int looks = 0; looks < 2; looks++) {
            while (anew.run() && consolidate.run(true)) {
                done = true;
            }
        }
        return done;
    }

    /** Waits until every signal was understood, every theme told of and every event published. */
    void settle() {
        long said = TestVoices.said(parts);
        await(() -> read() == said);
        await(() -> {
            label.run(true);
            review.run();
            publish.run(true);
            return nothingIsDue();
        });
        await(() -> rows("outbox") == 0);
    }

    /** How many records of what others say were dealt with. */
    private long read() {
        return transactions.call(handle -> handle.createQuery(
                        "SELECT coalesce(sum(next_offset), 0) FROM positions WHERE consumer = 'heed-insight'")
                .mapTo(Long.class)
                .one());
    }

    private boolean nothingIsDue() {
        return transactions.call(handle -> handle.createQuery(
                        "SELECT NOT EXISTS (SELECT FROM themes WHERE counts_changed OR label_changed OR review_due)")
                .mapTo(Boolean.class)
                .one());
    }

    long rows(String table) {
        return transactions.call(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("Waited for a minute in vain");
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public void close() {
        consumer.close();
        relay.close();
        reader.close();
    }
}

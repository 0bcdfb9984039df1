package io.heed.insight;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.heed.insight.consolidation.ConsolidateThemes;
import io.heed.insight.curation.CarryOut;
import io.heed.insight.curation.CurateThemes;
import io.heed.insight.encoder.Encoder;
import io.heed.insight.encoder.EncoderSettings;
import io.heed.insight.encoder.StatementEncoder;
import io.heed.insight.labels.LabelThemes;
import io.heed.insight.readings.EncodeAnew;
import io.heed.insight.readings.ExplainStatements;
import io.heed.insight.readings.MoveStatements;
import io.heed.insight.readings.Readings;
import io.heed.insight.readings.SignalReader;
import io.heed.insight.readings.UnderstandSignals;
import io.heed.insight.restoring.CatchUp;
import io.heed.insight.themes.Background;
import io.heed.insight.themes.PublishThemes;
import io.heed.insight.themes.ReviewThemes;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.TakeTurns;
import io.heed.insight.themes.ThemeDecisions;
import io.heed.insight.themes.Themes;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.Outbox;
import io.heed.messaging.OutboxRelay;
import io.heed.messaging.Quarantine;
import io.heed.messaging.Transactions;

/** Makes beans of what knows nothing of beans. */
class Wiring {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    /** The organisation's time zone: it decides what a day is. */
    @Produces
    @Singleton
    ZoneId zone(@ConfigProperty(name = "heed.time-zone", defaultValue = "UTC") ZoneId configured) {
        return configured;
    }

    @Produces
    @Singleton
    Transactions transactions(DataSource dataSource) {
        return Transactions.over(dataSource);
    }

    @Produces
    @Singleton
    Quarantine quarantine(Transactions transactions) {
        return new Quarantine("insight", transactions);
    }

    @Produces
    @Singleton
    KafkaClients kafka(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        return new KafkaClients(connection);
    }

    @Produces
    @Singleton
    OutboxRelay relay(DataSource dataSource, KafkaClients kafka, MeterRegistry metrics) {
        return new OutboxRelay("insight", dataSource, kafka, metrics);
    }

    @Produces
    @Singleton
    Outbox outbox(InstantSource clock, OutboxRelay relay) {
        return new Outbox("/heed/insight", clock, relay::wake);
    }

    @Produces
    @Singleton
    SignalReader reader(Encoder encoder, EncoderSettings settings) {
        int callers = settings.callers() == 0 ? Runtime.getRuntime().availableProcessors() : settings.callers();
        return new SignalReader(new StatementEncoder(encoder, settings.remembered()), callers);
    }

    @Produces
    @Singleton
    SharedThemeSpace space(Encoder encoder, ThemeSettings settings) {
        return new SharedThemeSpace(
                StatementEncoder.identity(encoder), settings.joinFrom(), Background.encodedBy(encoder));
    }

    @Produces
    @Singleton
    UnderstandSignals understand(
            SignalReader reader,
            Transactions transactions,
            SharedThemeSpace space,
            Outbox outbox,
            InstantSource clock,
            ZoneId zone,
            MeterRegistry metrics) {
        return new UnderstandSignals(reader, transactions, space, outbox, clock, zone, metrics);
    }

    @Produces
    @Singleton
    CatchUp catchUp(
            KafkaClients kafka,
            Transactions transactions,
            SharedThemeSpace space,
            UnderstandSignals understand,
            TakeTurns turns,
            EncodeAnew anew) {
        return new CatchUp(kafka, transactions, space, new Readings(transactions, space, understand), turns, anew);
    }

    @Produces
    @Singleton
    TakeTurns turns(Transactions transactions, SharedThemeSpace space, InstantSource clock) {
        return new TakeTurns(transactions, space, clock);
    }

    @Produces
    @Singleton
    EncodeAnew anew(Transactions transactions, SharedThemeSpace space, SignalReader reader, InstantSource clock) {
        return new EncodeAnew(transactions, space.copy(), reader, clock);
    }

    @Produces
    @Singleton
    PublishThemes publish(Transactions transactions, Outbox outbox, InstantSource clock, ZoneId zone) {
        return new PublishThemes(transactions, outbox, clock, zone);
    }

    @Produces
    @Singleton
    ReviewThemes review(Transactions transactions, InstantSource clock, ZoneId zone) {
        return new ReviewThemes(transactions, clock, zone);
    }

    @Produces
    @Singleton
    LabelThemes label(Transactions transactions) {
        return new LabelThemes(transactions);
    }

    @Produces
    @Singleton
    ConsolidateThemes consolidate(
            Transactions transactions,
            SharedThemeSpace space,
            Outbox outbox,
            InstantSource clock,
            ZoneId zone,
            MeterRegistry metrics) {
        return new ConsolidateThemes(
                transactions,
                space,
                new MoveStatements(transactions, space.copy(), outbox, clock, zone),
                new ThemeDecisions(outbox, clock, zone),
                outbox,
                clock,
                metrics);
    }

    @Produces
    @Singleton
    CarryOut carryOut(
            Transactions transactions, SharedThemeSpace space, Outbox outbox, InstantSource clock, ZoneId zone) {
        return new CarryOut(
                transactions,
                new MoveStatements(transactions, space.copy(), outbox, clock, zone),
                new ThemeDecisions(outbox, clock, zone),
                clock);
    }

    @Produces
    @Singleton
    CurateThemes curate(Transactions transactions, CarryOut carryOut, Outbox outbox, InstantSource clock, ZoneId zone) {
        return new CurateThemes(transactions, new ThemeDecisions(outbox, clock, zone), carryOut, clock);
    }

    @Produces
    @Singleton
    ExplainStatements explain(Transactions transactions, SharedThemeSpace space) {
        return new ExplainStatements(transactions, space.copy());
    }

    @Produces
    @Singleton
    Themes themes(Transactions transactions, InstantSource clock, ZoneId zone) {
        return new Themes(transactions, clock, zone);
    }
}

package io.heed.action.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.smallrye.common.annotation.Identifier;

import io.heed.messaging.KafkaClients;
import io.heed.messaging.Outbox;
import io.heed.messaging.OutboxRelay;
import io.heed.messaging.Quarantine;
import io.heed.messaging.Transactions;

/** Builds what the service takes from the messaging module. */
@ApplicationScoped
class MessagingParts {

    /** PostgreSQL keeps microseconds: what is compared with what was stored must not be finer. */
    private static final Duration TICK = Duration.ofNanos(1_000);

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return Clock.tick(Clock.systemUTC(), TICK);
    }

    @Produces
    @Singleton
    KafkaClients clients(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        return new KafkaClients(connection);
    }

    @Produces
    @Singleton
    Quarantine quarantine(AgroalDataSource dataSource) {
        return new Quarantine("action", Transactions.over(dataSource));
    }

    @Produces
    @Singleton
    OutboxRelay relay(AgroalDataSource dataSource, KafkaClients clients, MeterRegistry meters) {
        return new OutboxRelay("action", dataSource, clients, meters);
    }

    @Produces
    @Singleton
    Outbox outbox(InstantSource clock, OutboxRelay relay) {
        return new Outbox("/heed/action", clock, relay::wake);
    }
}

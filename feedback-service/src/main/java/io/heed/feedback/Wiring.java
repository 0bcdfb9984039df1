package io.heed.feedback;

import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.config.ConfigMapping;

import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.receipts.Receipts;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.Outbox;
import io.heed.messaging.OutboxRelay;
import io.heed.messaging.Quarantine;
import io.heed.messaging.Transactions;

/** Makes beans of what knows nothing of beans. */
class Wiring {

    @ConfigMapping(prefix = "heed.ids")
    interface IdSettings {
        /** 32 bytes in base64, kept for as long as the deployment: another key gives other ids to the same signals. */
        String key();
    }

    @ConfigMapping(prefix = "heed.receipts")
    interface ReceiptSettings {
        /** Id of the key that signs. */
        String currentKey();

        /** Keys by id, each of 32 bytes or more in base64; a key stays here as long as its receipts shall open. */
        Map<String, String> keys();
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    SignalIds ids(IdSettings settings) {
        return new SignalIds(bytes("heed.ids.key", settings.key()));
    }

    @Produces
    @Singleton
    Receipts receipts(ReceiptSettings settings) {
        Map<String, byte[]> keys = new HashMap<>();
        settings.keys().forEach((id, key) -> keys.put(id, bytes("heed.receipts.keys." + id, key)));
        return new Receipts(settings.currentKey(), keys);
    }

    private static byte[] bytes(String setting, String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            // without the cause: its message could show a part of the key
            throw new IllegalArgumentException(setting + " must be base64");
        }
    }

    @Produces
    @Singleton
    Transactions transactions(DataSource dataSource) {
        return Transactions.over(dataSource);
    }

    @Produces
    @Singleton
    Quarantine quarantine(Transactions transactions) {
        return new Quarantine("feedback", transactions);
    }

    @Produces
    @Singleton
    KafkaClients kafka(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        return new KafkaClients(connection);
    }

    @Produces
    @Singleton
    OutboxRelay relay(DataSource dataSource, KafkaClients kafka, MeterRegistry metrics) {
        return new OutboxRelay("feedback", dataSource, kafka, metrics);
    }

    @Produces
    @Singleton
    Outbox outbox(InstantSource clock, OutboxRelay relay) {
        return new Outbox("/heed/feedback", clock, relay::wake);
    }
}

package io.heed.action.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

import io.heed.action.actions.RestoreActions;
import io.heed.action.answers.RestoreStandings;
import io.heed.action.delivery.JtaTransactions;
import io.heed.action.outgoing.DeliveryStore;
import io.heed.action.readings.SignalStore;
import io.heed.contracts.ActionAnswerEvent;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.Topic;
import io.heed.messaging.Delivery;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.TopicReplay;

/**
 * Before anything is decided, catches up with what this service itself has published: a database that was restored from
 * a backup is older than its own topics, and versions that were said once must never be said again with another meaning.
 * In the usual case there is nothing newer, and only what was published since the last start is looked at.
 */
@ApplicationScoped
public class RestoreFromTopics {

    private static final Logger LOG = Logger.getLogger(RestoreFromTopics.class);
    private static final String READER = "heed-action-restore";

    private final KafkaClients clients;
    private final JtaTransactions transactions;
    private final RestoreActions actions;
    private final RestoreStandings standings;
    private final DeliveryStore deliveries;
    private final EraseSignals erase;
    private final SignalStore signals;
    private final InstantSource clock;

    RestoreFromTopics(
            KafkaClients clients,
            JtaTransactions transactions,
            RestoreActions actions,
            RestoreStandings standings,
            DeliveryStore deliveries,
            EraseSignals erase,
            SignalStore signals,
            InstantSource clock) {
        this.clients = clients;
        this.transactions = transactions;
        this.actions = actions;
        this.standings = standings;
        this.deliveries = deliveries;
        this.erase = erase;
        this.signals = signals;
        this.clock = clock;
    }

    /** Catches up; blocks until it has. */
    public void run() {
        Map<TopicPartition, Long> from = transactions.call(this::positions);
        long[] restored = new long[1];
        // actions first: links name them
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Topic topic : List.of(Topic.ACTION_ACTIONS, Topic.ACTION_ANSWERS)) {
            ends.putAll(new TopicReplay(clients, Set.of(topic)).run(from, batch -> restored[0] += apply(batch)));
        }
        transactions.call(transaction -> move(transaction, ends));
        if (restored[0] > 0) {
            LOG.infof("Restored from the service's own topics what the database had not, events=%d", restored[0]);
        }
    }

    private int apply(List<Delivery> batch) {
        Map<UUID, ActionChanged> changed = new LinkedHashMap<>();
        Map<UUID, ActionAnswerEvent> said = new LinkedHashMap<>();
        Set<UUID> erased = new HashSet<>();
        for (Delivery delivery : batch) {
            switch (delivery.event()) {
                case ActionChanged event -> changed.put(event.actionId(), event);
                case ActionAnswerEvent event -> said.put(event.key(), event);
                case null -> {
                    if (delivery.topic() == Topic.ACTION_ANSWERS) {
                        erased.add(delivery.key());
                    }
                }
                default -> throw new IllegalArgumentException("Not an event of this service's own topics");
            }
        }
        said.keySet().removeAll(erased);
        return transactions.call(transaction -> {
            Instant now = clock.instant();
            signals.guard(transaction, !erased.isEmpty());
            said.keySet().removeAll(signals.erasedAmong(transaction, said.keySet()));
            int restored = actions.restore(transaction, changed.values());
            restored += standings.restore(transaction, said.values());
            if (restored > 0) {
                deliveries.doubt(transaction, now);
            }
            return restored + erase.erase(transaction, erased, now).size();
        });
    }

    private Map<TopicPartition, Long> positions(Handle transaction) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        transaction
                .createQuery("SELECT topic, partition, next_offset FROM positions WHERE consumer = :reader")
                .bind("reader", READER)
                .map(row -> Map.entry(
                        new TopicPartition(
                                row.getColumn("topic", String.class), row.getColumn("partition", Integer.class)),
                        row.getColumn("next_offset", Long.class)))
                .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
        return positions;
    }

    private int move(Handle transaction, Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> transaction
                .createUpdate("""
                        INSERT INTO positions (consumer, topic, partition, next_offset)
                        VALUES (:reader, :topic, :partition, :end)
                        ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = excluded.next_offset
                        """)
                .bind("reader", READER)
                .bind("topic", partition.topic())
                .bind("partition", partition.partition())
                .bind("end", end)
                .execute());
        return ends.size();
    }
}

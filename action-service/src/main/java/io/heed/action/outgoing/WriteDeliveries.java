package io.heed.action.outgoing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.Column;
import io.heed.action.readings.SignalStore;

/**
 * Writes down who is to be told of an answer beyond the receipt, in the transaction that gives it: one e-mail an address
 * and one call of the webhook a person, however many signals of theirs stand behind the action. What is restored from the
 * topics is not written down again: it was sent, or will be by whoever holds the rows.
 */
@ApplicationScoped
public class WriteDeliveries {

    private static final int AT_ONCE = 500;

    private final DeliveryStore store;
    private final SignalStore signals;
    private final EmailSettings email;
    private final WebhookSettings webhook;

    WriteDeliveries(DeliveryStore store, SignalStore signals, EmailSettings email, WebhookSettings webhook) {
        this.store = store;
        this.signals = signals;
        this.email = email;
        this.webhook = webhook;
    }

    private record Answered(
            UUID actionId,
            UUID signalId,
            String person,
            @Nullable String email,
            String answer,
            Instant answeredAt) {}

    private record Key(UUID actionId, String recipient) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byAction = actionId.compareTo(other.actionId);
            return byAction == 0 ? recipient.compareTo(other.recipient) : byAction;
        }
    }

    /** Writes it down, as far as the organisation wants it. The caller holds the actions' locks. */
    public void write(Handle transaction, Collection<Given> given) {
        if (given.isEmpty() || (!email.enabled() && webhook.url().isEmpty())) {
            return;
        }
        List<Answered> answered = answered(transaction, given);
        if (webhook.url().isPresent()) {
            Map<Key, List<Answered>> byPerson = new TreeMap<>();
            answered.forEach(
                    each -> byPerson.computeIfAbsent(new Key(each.actionId(), each.person()), key -> new ArrayList<>(1))
                            .add(each));
            store.add(transaction, deliveries(Channel.WEBHOOK, byPerson));
        }
        if (email.enabled()) {
            writeEmails(transaction, answered);
            store.await(transaction, given);
        }
    }

    /**
     * Writes it down for answers that were given before their signals themselves had come.
     *
     * @return how many answers; more may be left when it is not zero
     */
    int writeLate(Handle transaction) {
        signals.guard(transaction, false);
        List<Given> late = store.takeAddressed(transaction, AT_ONCE);
        writeEmails(transaction, late.isEmpty() ? List.of() : answered(transaction, late));
        return late.size();
    }

    private void writeEmails(Handle transaction, List<Answered> answered) {
        Map<Key, List<Answered>> byAddress = new TreeMap<>();
        for (Answered each : answered) {
            if (each.email() != null) {
                byAddress
                        .computeIfAbsent(new Key(each.actionId(), each.email()), key -> new ArrayList<>(1))
                        .add(each);
            }
        }
        store.add(transaction, deliveries(Channel.EMAIL, byAddress));
    }

    private static List<NewDelivery> deliveries(Channel channel, Map<Key, List<Answered>> answered) {
        List<NewDelivery> deliveries = new ArrayList<>();
        answered.forEach((key, those) -> deliveries.add(new NewDelivery(
                UUID.randomUUID(),
                channel,
                key.actionId(),
                key.recipient(),
                those.stream().map(Answered::signalId).toList(),
                those.getFirst().answer(),
                those.getFirst().answeredAt())));
        return deliveries;
    }

    private static List<Answered> answered(Handle transaction, Collection<Given> given) {
        return transaction
                .createQuery("""
                        SELECT links.action_id, links.signal_id, links.person, contacts.email, links.answer,
                               links.answered_at
                          FROM unnest(:actions, :signals) AS given (action_id, signal_id)
                          JOIN links ON links.action_id = given.action_id AND links.signal_id = given.signal_id
                          LEFT JOIN contacts ON contacts.signal_id = given.signal_id
                         WHERE links.answered_at IS NOT NULL
                         ORDER BY links.action_id, links.signal_id
                        """)
                .bindArray("actions", UUID.class, Column.of(given, Given::actionId))
                .bindArray("signals", UUID.class, Column.of(given, Given::signalId))
                .map(row -> new Answered(
                        row.getColumn("action_id", UUID.class),
                        row.getColumn("signal_id", UUID.class),
                        row.getColumn("person", String.class),
                        row.getColumn("email", String.class),
                        row.getColumn("answer", String.class),
                        row.getColumn("answered_at", Instant.class)))
                .list();
    }
}

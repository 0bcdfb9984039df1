package io.heed.action.outgoing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.Column;

/** Deliveries as they are written down, sent and forgotten. */
@ApplicationScoped
public class DeliveryStore {

    /**
     * Adds deliveries, in their order. Where the recipient has one of the action already, the signals join it as long as
     * nobody has tried to send it and it says the same; else the recipient has been told.
     */
    void add(Handle transaction, List<NewDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        transaction
                .createUpdate("""
                        INSERT INTO deliveries AS known
                               (id, channel, action_id, recipient, signals, answer, answered_at, created_at, next_attempt_at)
                        SELECT id, channel, action_id, recipient, signals::uuid[], answer, given_at, given_at, given_at
                          FROM unnest(:ids, :channels, :actions, :recipients, :signals, :answers, :times::timestamptz[])
                            AS news (id, channel, action_id, recipient, signals, answer, given_at)
                        ON CONFLICT (channel, action_id, recipient) DO UPDATE
                           SET signals = ARRAY(SELECT DISTINCT signal
                                                 FROM unnest(known.signals || excluded.signals) AS both_of_them (signal)
                                                ORDER BY signal)
                         WHERE known.attempts = 0 AND known.answer = excluded.answer
                        """)
                .bindArray("ids", UUID.class, Column.of(deliveries, NewDelivery::id))
                .bindArray("channels", String.class, Column.of(deliveries, delivery -> delivery.channel()
                        .name()))
                .bindArray("actions", UUID.class, Column.of(deliveries, NewDelivery::actionId))
                .bindArray("recipients", String.class, Column.of(deliveries, NewDelivery::recipient))
                .bindArray("signals", String.class, Column.of(deliveries, delivery -> inBraces(delivery.signals())))
                .bindArray("answers", String.class, Column.of(deliveries, NewDelivery::answer))
                .bindArray("times", String.class, Column.of(deliveries, delivery -> delivery.answeredAt()
                        .toString()))
                .execute();
    }

    /** Keeps those in mind whose writers want a reply, but of whose signals only the readings have come. */
    void await(Handle transaction, Collection<Given> given) {
        transaction
                .createUpdate("""
                        INSERT INTO unaddressed (action_id, signal_id)
                        SELECT given.action_id, given.signal_id
                          FROM unnest(:actions, :signals) AS given (action_id, signal_id)
                          JOIN readings ON readings.signal_id = given.signal_id
                         WHERE readings.facets ->> 'replyWanted' = 'true'
                           AND NOT EXISTS (SELECT FROM received WHERE received.signal_id = given.signal_id)
                         ORDER BY given.action_id, given.signal_id
                        ON CONFLICT DO NOTHING
                        """)
                .bindArray("actions", UUID.class, Column.of(given, Given::actionId))
                .bindArray("signals", UUID.class, Column.of(given, Given::signalId))
                .execute();
    }

    /** Takes those out of whose signals it is known by now whether their writers can be reached. */
    List<Given> takeAddressed(Handle transaction, int most) {
        return transaction
                .createQuery("""
                        DELETE FROM unaddressed
                         WHERE (action_id, signal_id) IN (
                               SELECT unaddressed.action_id, unaddressed.signal_id
                                 FROM unaddressed JOIN received ON received.signal_id = unaddressed.signal_id
                                ORDER BY unaddressed.action_id, unaddressed.signal_id LIMIT :most
                                  FOR UPDATE OF unaddressed SKIP LOCKED)
                        RETURNING action_id, signal_id
                        """)
                .bind("most", most)
                .map(row -> new Given(row.getColumn("action_id", UUID.class), row.getColumn("signal_id", UUID.class)))
                .list();
    }

    /**
     * Leases what is due on a channel, what is due longest before the rest. What was leased and never came back is leased
     * again on the webhook, whose reader knows it again by its id; an e-mail stays as it is: nobody knows whether it went
     * out, and people decide.
     */
    List<Delivery> lease(Handle transaction, Channel channel, UUID lease, Instant until, Instant now, int most) {
        return transaction
                .createQuery("""
                        WITH due AS MATERIALIZED (
                            SELECT id FROM deliveries
                             WHERE channel = :channel AND delivered_at IS NULL AND given_up_at IS NULL
                               AND next_attempt_at <= :now
                               AND (leased_until IS NULL OR (channel = 'WEBHOOK' AND leased_until <= :now))
                             ORDER BY next_attempt_at, id LIMIT :most
                               FOR UPDATE SKIP LOCKED
                        )
                        UPDATE deliveries SET leased_until = :until, leased_by = :lease, attempts = attempts + 1
                          FROM due
                         WHERE deliveries.id = due.id
                        RETURNING deliveries.id, action_id, recipient, signals, answer, answered_at, attempts
                        """)
                .bind("channel", channel.name())
                .bind("now", now)
                .bind("until", until)
                .bind("lease", lease)
                .bind("most", most)
                .map(row -> new Delivery(
                        row.getColumn("id", UUID.class),
                        row.getColumn("action_id", UUID.class),
                        row.getColumn("recipient", String.class),
                        List.of(row.getColumn("signals", UUID[].class)),
                        row.getColumn("answer", String.class),
                        row.getColumn("answered_at", Instant.class),
                        row.getColumn("attempts", Integer.class),
                        lease))
                .list();
    }

    /** It was taken. */
    void taken(Handle transaction, Delivery delivery, Instant now) {
        end(transaction, delivery, "delivered_at = :at, leased_until = NULL, leased_by = NULL", now, null);
    }

    /** It was not taken, and is to be tried again then. */
    void again(Handle transaction, Delivery delivery, Instant at, String why) {
        end(transaction, delivery, "next_attempt_at = :at, leased_until = NULL, leased_by = NULL", at, why);
    }

    /** It was not taken, and is not tried again. */
    void giveUp(Handle transaction, Delivery delivery, Instant now, String why) {
        end(transaction, delivery, "given_up_at = :at, leased_until = NULL, leased_by = NULL", now, why);
    }

    /** Nobody knows: its lease ends here, as it would have without a word from whoever held it. */
    void lose(Handle transaction, Delivery delivery, Instant now, String why) {
        end(transaction, delivery, "leased_until = :at", now, why);
    }

    private static void end(
            Handle transaction, Delivery delivery, String assignments, Instant at, @Nullable String why) {
        transaction
                .createUpdate("UPDATE deliveries SET " + assignments
                        + ", last_failure = :why WHERE id = :id AND leased_by = :lease")
                .bind("at", at)
                .bind("why", why)
                .bind("id", delivery.id())
                .bind("lease", delivery.lease())
                .execute();
    }

    /**
     * Doubts every e-mail that is to be sent: the database is older than what was published, so any of them may have gone
     * out since. Webhooks go out again, under their old ids.
     */
    public void doubt(Handle transaction, Instant now) {
        transaction
                .createUpdate("""
                        UPDATE deliveries
                           SET leased_until = :now, attempts = greatest(attempts, 1), last_failure = :why
                         WHERE channel = 'EMAIL' AND delivered_at IS NULL AND given_up_at IS NULL
                           AND leased_until IS NULL
                        """)
                .bind("now", now)
                .bind("why", "the database was restored: it may have gone out before")
                .execute();
    }

    /** Forgets these signals: what was about them alone, sent or not, and their ids in all else. */
    public void erase(Handle transaction, Collection<UUID> signals) {
        for (String forgetting : List.of(
                "DELETE FROM unaddressed WHERE signal_id = ANY (:signals)",
                "DELETE FROM deliveries WHERE signals && :signals AND signals <@ :signals",
                """
                UPDATE deliveries
                   SET signals = ARRAY(SELECT signal FROM unnest(signals) AS all_of_them (signal)
                                        WHERE signal <> ALL (:signals) ORDER BY signal)
                 WHERE signals && :signals
                """)) {
            transaction
                    .createUpdate(forgetting)
                    .bindArray("signals", UUID.class, signals)
                    .execute();
        }
    }

    /** A PostgreSQL array as text: unnest takes no lists of different lengths. */
    private static String inBraces(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}

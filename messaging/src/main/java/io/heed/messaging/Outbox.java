package io.heed.messaging;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.Topic;

/**
 * Events that commit together with the state they tell of; the {@link OutboxRelay} publishes them afterwards.
 *
 * <p>Events of one key are published in the order in which they were appended, provided that their writers hold a lock on
 * what the key names (its row, usually) from before they append until they commit.
 */
public final class Outbox {

    /** The largest JSON of an event, in bytes: safely below what a broker takes by default. */
    static final int MAX_PAYLOAD = 900 * 1024;

    private static final String INSERT = """
            INSERT INTO outbox (source, event_id, topic, key, type, time, payload)
            SELECT ?, event_id, topic, key, type, time, payload
            FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::bytea[])
                WITH ORDINALITY AS e (event_id, topic, key, type, time, payload, place)
            ORDER BY place
            """;

    @SuppressWarnings("ArrayRecordComponent") // on its way to a column; nobody compares entries
    private record Entry(String topic, UUID key, @Nullable String type, Instant time, byte @Nullable [] payload) {}

    private final EventCodec codec = new EventCodec();
    private final String source;
    private final InstantSource clock;
    private final Runnable afterCommit;

    /**
     * @param source the CloudEvents source of all events in this outbox, for example {@code /heed/insight}
     * @param clock gives a tombstone its time; events bring their own
     * @param afterCommit called when a transaction that appended through a {@link Handle} has committed; usually
     *     {@link OutboxRelay#wake}
     */
    public Outbox(String source, InstantSource clock, Runnable afterCommit) {
        this.source = source;
        this.clock = clock;
        this.afterCommit = afterCommit;
    }

    /** Appends one event; see {@link #append(Handle, Collection)}. */
    public void append(Handle transaction, HeedEvent event) {
        append(transaction, List.of(event));
    }

    /**
     * Appends events in the transaction that changes the state they tell of.
     *
     * @throws IllegalStateException when no transaction is open
     * @throws IllegalArgumentException when an event's JSON is larger than 900 KiB
     */
    public void append(Handle transaction, Collection<? extends HeedEvent> events) {
        insert(transaction.getConnection(), events.stream().map(this::entry).toList());
        wakeAfterCommit(transaction, events.isEmpty());
    }

    /**
     * Appends events in a transaction that somebody else commits; whoever does may call {@link OutboxRelay#wake} after,
     * or the relay finds the events by itself within a quarter of a second.
     *
     * @throws IllegalStateException when no transaction is open
     */
    public void append(Connection transaction, Collection<? extends HeedEvent> events) {
        insert(transaction, events.stream().map(this::entry).toList());
    }

    /**
     * Appends the tombstone that erases what the key names from a topic.
     *
     * @throws IllegalStateException when no transaction is open
     */
    public void erase(Handle transaction, Topic topic, UUID key) {
        insert(transaction.getConnection(), List.of(new Entry(topic.topicName(), key, null, clock.instant(), null)));
        wakeAfterCommit(transaction, false);
    }

    private void wakeAfterCommit(Handle transaction, boolean nothingAppended) {
        if (!nothingAppended) {
            transaction.afterCommit(afterCommit);
        }
    }

    private Entry entry(HeedEvent event) {
        byte[] payload = codec.payload(event);
        if (payload.length > MAX_PAYLOAD) {
            // refused here, where it can still be told to somebody: a row that can't be sent would stop the relay
            throw new IllegalArgumentException(
                    "An event of " + payload.length + " bytes is larger than " + MAX_PAYLOAD);
        }
        return new Entry(Topic.of(event.getClass()).topicName(), event.key(), codec.type(event), event.time(), payload);
    }

    private void insert(Connection connection, List<Entry> entries) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException("An event is only appended inside the transaction that it tells of");
            }
            if (entries.isEmpty()) {
                return;
            }
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setString(1, source);
                insert.setArray(2, array(connection, "uuid", entries, any -> UUID.randomUUID()));
                insert.setArray(3, array(connection, "text", entries, Entry::topic));
                insert.setArray(4, array(connection, "uuid", entries, Entry::key));
                insert.setArray(5, array(connection, "text", entries, Entry::type));
                insert.setArray(6, array(connection, "timestamptz", entries, Entry::time));
                insert.setArray(7, connection.createArrayOf("bytea", payloads(entries)));
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private static Array array(
            Connection connection, String type, List<Entry> entries, Function<Entry, @Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, entries.stream().map(column).toArray());
    }

    private static Object[] payloads(List<Entry> entries) {
        // the driver takes bytes only in an array of exactly this type
        return entries.stream().map(Entry::payload).toArray(byte[][]::new);
    }
}

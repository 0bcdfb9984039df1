package io.heed.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

import org.jdbi.v3.core.Handle;

/** The records that a service could not read or apply, in its own schema. */
public final class QuarantineStore {

    private static final String SELECT = """
            SELECT id, consumer, topic, partition, record_offset, record_timestamp, key, headers, value, code, quarantined_at
            FROM quarantine
            WHERE id = ?
            """;

    private final HeaderBytes headers = new HeaderBytes();

    /** Puts a record into quarantine, in the transaction that moves past it. */
    public void put(Handle transaction, QuarantinedRecord quarantined) {
        try (PreparedStatement insert = transaction.getConnection().prepareStatement("""
                INSERT INTO quarantine (id, consumer, topic, partition, record_offset, record_timestamp,
                    key, headers, value, code, quarantined_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            insert.setObject(1, quarantined.id());
            insert.setString(2, quarantined.consumer());
            insert.setString(3, quarantined.topic());
            insert.setInt(4, quarantined.partition());
            insert.setLong(5, quarantined.offset());
            insert.setLong(6, quarantined.timestamp());
            insert.setBytes(7, quarantined.key());
            insert.setBytes(8, headers.of(quarantined.headers()));
            insert.setBytes(9, quarantined.value());
            insert.setString(10, quarantined.code().name());
            insert.setObject(11, quarantined.quarantinedAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** The record of this id, if it is still there. */
    public Optional<QuarantinedRecord> find(Handle handle, UUID id) {
        return one(handle, SELECT, id);
    }

    /** The same, kept from everybody else who would lock or delete it until the transaction ends. */
    Optional<QuarantinedRecord> lock(Handle transaction, UUID id) {
        return one(transaction, SELECT + "FOR UPDATE", id);
    }

    /** Whether there was such a record; it is gone now. */
    public boolean delete(Handle transaction, UUID id) {
        try (PreparedStatement delete =
                transaction.getConnection().prepareStatement("DELETE FROM quarantine WHERE id = ?")) {
            delete.setObject(1, id);
            return delete.executeUpdate() > 0;
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** Deletes what is held under these keys on any topic: an erased signal's words must not stay here either. */
    public void erase(Handle transaction, Collection<UUID> keys) {
        try (PreparedStatement delete =
                transaction.getConnection().prepareStatement("DELETE FROM quarantine WHERE key = ANY (?)")) {
            // the driver takes bytes only in an array of exactly this type
            Object[] bytes =
                    keys.stream().map(key -> key.toString().getBytes(UTF_8)).toArray(byte[][]::new);
            Array array = transaction.getConnection().createArrayOf("bytea", bytes);
            delete.setArray(1, array);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private Optional<QuarantinedRecord> one(Handle handle, String sql, UUID id) {
        try (PreparedStatement query = handle.getConnection().prepareStatement(sql)) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(quarantined(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private QuarantinedRecord quarantined(ResultSet row) throws SQLException {
        return new QuarantinedRecord(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getLong(5),
                row.getLong(6),
                row.getBytes(7),
                headers.read(row.getBytes(8)),
                row.getBytes(9),
                QuarantineCode.valueOf(row.getString(10)),
                row.getObject(11, OffsetDateTime.class).toInstant());
    }
}

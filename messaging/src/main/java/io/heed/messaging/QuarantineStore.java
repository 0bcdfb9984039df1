package io.heed.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.messaging.QuarantinedRecord.RecordHeader;

/** The records that a service could not read or apply, in its own schema. */
public final class QuarantineStore {

    private static final String SELECT = """
            SELECT id, consumer, topic, partition, record_offset, key, headers, value, code, quarantined_at
            FROM quarantine
            """;

    // headers may hold what text and jsonb columns refuse, so they are kept as the bytes of their JSON
    private final ObjectMapper json = JsonMapper.builder().build();

    /** Where the next page of a list begins: after this record. */
    public record After(Instant quarantinedAt, UUID id) {}

    /** Puts a record into quarantine, in the transaction that moves past it. */
    public void put(Handle transaction, QuarantinedRecord quarantined) {
        try (PreparedStatement insert = transaction.getConnection().prepareStatement("""
                INSERT INTO quarantine
                    (id, consumer, topic, partition, record_offset, key, headers, value, code, quarantined_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            insert.setObject(1, quarantined.id());
            insert.setString(2, quarantined.consumer());
            insert.setString(3, quarantined.topic());
            insert.setInt(4, quarantined.partition());
            insert.setLong(5, quarantined.offset());
            insert.setBytes(6, quarantined.key());
            insert.setBytes(7, json.writeValueAsBytes(quarantined.headers()));
            insert.setBytes(8, quarantined.value());
            insert.setString(9, quarantined.code().name());
            insert.setObject(10, quarantined.quarantinedAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers have no JSON form", e);
        }
    }

    /** At most {@code limit} records, the oldest first, from the beginning or after another. */
    public List<QuarantinedRecord> list(Handle handle, int limit, @Nullable After after) {
        String sql = SELECT
                + (after == null ? "" : "WHERE (quarantined_at, id) > (?, ?) ")
                + "ORDER BY quarantined_at, id LIMIT ?";
        try (PreparedStatement query = handle.getConnection().prepareStatement(sql)) {
            int place = 1;
            if (after != null) {
                query.setObject(place++, after.quarantinedAt().atOffset(ZoneOffset.UTC));
                query.setObject(place++, after.id());
            }
            query.setInt(place, limit);
            return read(query);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** The record of this id, if it is still there. */
    public Optional<QuarantinedRecord> find(Handle handle, UUID id) {
        try (PreparedStatement query = handle.getConnection().prepareStatement(SELECT + "WHERE id = ?")) {
            query.setObject(1, id);
            return read(query).stream().findFirst();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
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

    private List<QuarantinedRecord> read(PreparedStatement query) throws SQLException {
        List<QuarantinedRecord> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new QuarantinedRecord(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getLong(5),
                        row.getBytes(6),
                        headers(row.getBytes(7)),
                        row.getBytes(8),
                        QuarantineCode.valueOf(row.getString(9)),
                        row.getObject(10, OffsetDateTime.class).toInstant()));
            }
        }
        return found;
    }

    private List<RecordHeader> headers(byte[] stored) {
        try {
            return List.of(json.readValue(stored, RecordHeader[].class));
        } catch (IOException e) {
            throw new IllegalStateException("Stored headers cannot be read", e);
        }
    }
}

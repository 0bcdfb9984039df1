package io.heed.messaging;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lists what is in quarantine without reading values, which may be large. */
final class QuarantineListStore {

    private static final String SELECT = """
            SELECT id, consumer, topic, partition, record_offset,
                CASE WHEN octet_length(key) <= %d THEN key END,
                CASE WHEN octet_length(headers) <= %d THEN headers END,
                octet_length(value), code, quarantined_at
            FROM quarantine
            """.formatted(QuarantineEntry.MOST_OF_KEY, QuarantineEntry.MOST_OF_HEADERS);

    private final HeaderBytes headers = new HeaderBytes();

    /** Where the next page of a list begins: after this record. */
    record After(Instant quarantinedAt, UUID id) {}

    /** At most {@code limit} records, the oldest first, from the beginning or after another. */
    List<QuarantineEntry> list(Handle handle, int limit, @Nullable After after) {
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
            List<QuarantineEntry> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(entry(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private QuarantineEntry entry(ResultSet row) throws SQLException {
        byte[] stored = row.getBytes(7);
        return new QuarantineEntry(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getLong(5),
                row.getBytes(6),
                stored == null ? List.of() : headers.read(stored),
                row.getObject(8, Integer.class),
                QuarantineCode.valueOf(row.getString(9)),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }
}

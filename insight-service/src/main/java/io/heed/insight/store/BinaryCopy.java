package io.heed.insight.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows on their way into a table by PostgreSQL's COPY in its binary format: the cheapest way in, for both sides. Each
 * row begins with {@link #row}, then come its columns in the order of the table's list.
 */
public final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final int NULL = -1;
    private static final int UUID_TYPE = 2950;

    /** {@code bytea}, {@code int8} and the like are written by methods; everything goes through one of these. */
    private interface Part {
        void to(DataOutputStream out) throws IOException;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final int columns;
    private final String statement;
    private long rows;

    /** For rows of these columns of the table. */
    public BinaryCopy(String table, List<String> columns) {
        this.columns = columns.size();
        this.statement = "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary)";
        write(to -> {
            to.write(SIGNATURE);
            to.writeInt(0);
            to.writeInt(0);
        });
    }

    /** Begins a row. */
    public BinaryCopy row() {
        rows++;
        return write(to -> to.writeShort(columns));
    }

    public BinaryCopy uuid(@Nullable UUID value) {
        return value == null
                ? none()
                : write(to -> {
                    to.writeInt(2 * Long.BYTES);
                    to.writeLong(value.getMostSignificantBits());
                    to.writeLong(value.getLeastSignificantBits());
                });
    }

    public BinaryCopy uuids(List<UUID> values) {
        return write(to -> {
            to.writeInt(5 * Integer.BYTES + values.size() * (Integer.BYTES + 2 * Long.BYTES));
            // One dimension, no nulls, the elements' type, how many, and that they count from 1.
            to.writeInt(1);
            to.writeInt(0);
            to.writeInt(UUID_TYPE);
            to.writeInt(values.size());
            to.writeInt(1);
            for (UUID value : values) {
                to.writeInt(2 * Long.BYTES);
                to.writeLong(value.getMostSignificantBits());
                to.writeLong(value.getLeastSignificantBits());
            }
        });
    }

    public BinaryCopy text(@Nullable String value) {
        return value == null ? none() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** JSON, already written. */
    public BinaryCopy jsonb(@Nullable String json) {
        if (json == null) {
            return none();
        }
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return write(to -> {
            to.writeInt(utf8.length + 1);
            // The version of the format.
            to.writeByte(1);
            to.write(utf8);
        });
    }

    public BinaryCopy bytes(byte @Nullable [] value) {
        return value == null
                ? none()
                : write(to -> {
                    to.writeInt(value.length);
                    to.write(value);
                });
    }

    public BinaryCopy int2(int value) {
        return write(to -> {
            to.writeInt(Short.BYTES);
            to.writeShort(value);
        });
    }

    public BinaryCopy int4(@Nullable Integer value) {
        return value == null
                ? none()
                : write(to -> {
                    to.writeInt(Integer.BYTES);
                    to.writeInt(value);
                });
    }

    public BinaryCopy int8(long value) {
        return write(to -> {
            to.writeInt(Long.BYTES);
            to.writeLong(value);
        });
    }

    public BinaryCopy float8(@Nullable Double value) {
        return value == null
                ? none()
                : write(to -> {
                    to.writeInt(Double.BYTES);
                    to.writeDouble(value);
                });
    }

    public BinaryCopy bool(boolean value) {
        return write(to -> {
            to.writeInt(1);
            to.writeBoolean(value);
        });
    }

    /** A point in time, cut to microseconds. */
    public BinaryCopy timestamp(Instant value) {
        return int8(EPOCH.until(value.truncatedTo(ChronoUnit.MICROS), ChronoUnit.MICROS));
    }

    public BinaryCopy date(LocalDate value) {
        return int4((int) FIRST_DAY.until(value, ChronoUnit.DAYS));
    }

    private BinaryCopy none() {
        return write(to -> to.writeInt(NULL));
    }

    /** Sends the rows; nothing where there are none. */
    public void into(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        write(to -> to.writeShort(-1));
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(statement, new ByteArrayInputStream(bytes.toByteArray()), 64 * 1024);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private BinaryCopy write(Part part) {
        try {
            part.to(out);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException("A stream in memory does not fail", impossible);
        }
    }
}

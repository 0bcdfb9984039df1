package io.heed.insight.store;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads columns that are never null where they are asked for; an array that is null reads as empty. */
public final class Rows {

    private Rows() {}

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return array(row, column).map(String.class::cast).toList();
    }

    public static List<UUID> uuids(ResultSet row, String column) throws SQLException {
        return array(row, column).map(UUID.class::cast).toList();
    }

    public static List<Integer> ints(ResultSet row, String column) throws SQLException {
        return array(row, column).map(Integer.class::cast).toList();
    }

    public static List<LocalDate> dates(ResultSet row, String column) throws SQLException {
        return array(row, column).map(date -> ((Date) date).toLocalDate()).toList();
    }

    private static Stream<Object> array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? Stream.empty() : Stream.of((Object[]) array.getArray());
    }
}

package io.heed.action.queue;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.heed.action.actions.ActionStore;
import io.heed.rest.Cursor;
import io.heed.rest.ProblemException;
import io.heed.rest.TimedCursor;

/**
 * Where a page of the queue ended, and what the first page saw.
 *
 * @param place the value of the order's column: a time, or a priority 0…1
 * @param begunAt when the first page was read
 * @param snapshot PostgreSQL's name of what the first page saw
 */
record QueueCursor(QueueOrder order, Object place, UUID id, Instant begunAt, String snapshot) {

    private static final int PARTS = 5;
    private static final Pattern SNAPSHOT = Pattern.compile("\\d{1,18}:\\d{1,18}:[\\d,]{0,10000}");

    String encoded() {
        return Cursor.encode(order.name(), place.toString(), id.toString(), begunAt.toString(), snapshot);
    }

    /**
     * Reads one; null where none came.
     *
     * @throws ProblemException 400 when it is not one of ours, of another order, or too old
     */
    static @Nullable QueueCursor read(@Nullable String cursor, QueueOrder order, Instant now) {
        if (cursor == null) {
            return null;
        }
        List<String> parts = Cursor.decode(cursor, PARTS);
        QueueCursor read = of(parts, order);
        // no later bound: replicas' clocks differ, and whoever forges one only misleads themselves
        if (order.changes() && read.begunAt().isBefore(now.minus(ActionStore.PLACES_KEPT))) {
            throw ProblemException.invalid(
                    "cursor",
                    "is older than " + ActionStore.PLACES_KEPT.toMinutes() + " minutes: begin with the first page");
        }
        return read;
    }

    private static QueueCursor of(List<String> parts, QueueOrder order) {
        try {
            if (parts.get(0).equals(order.name()) && isSnapshot(parts.get(4))) {
                Object place = order == QueueOrder.PRIORITY
                        ? (Object) share(Double.parseDouble(parts.get(1)))
                        : TimedCursor.time(parts.get(1));
                Instant begunAt = TimedCursor.time(parts.get(3));
                return new QueueCursor(order, place, UUID.fromString(parts.get(2)), begunAt, parts.get(4));
            }
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            // refused below, like every other text that is not a cursor of ours
        }
        throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer to the same question");
    }

    /** {@code xmin:xmax:xip,…} with xmin ≤ each xip < xmax, in ascending order: what PostgreSQL takes. */
    private static boolean isSnapshot(String text) {
        if (!SNAPSHOT.matcher(text).matches()) {
            return false;
        }
        String[] parts = text.split(":", -1);
        long last = Long.parseLong(parts[0]);
        long end = Long.parseLong(parts[1]);
        boolean fits = last > 0 && last <= end;
        for (String transaction : parts[2].isEmpty() ? new String[0] : parts[2].split(",", -1)) {
            long next = Long.parseLong(transaction);
            fits &= next >= last && next < end;
            last = next + 1;
        }
        return fits;
    }

    private static double share(double priority) {
        if (!(priority >= 0 && priority <= 1)) {
            throw new IllegalArgumentException("a priority from 0 to 1");
        }
        return priority;
    }
}

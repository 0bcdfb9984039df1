package io.heed.messaging;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Says exactly which rows a Kafka transaction published, inside that transaction, in the few bytes that go with a
 * committed offset. A relay that takes over reads it and knows whether rows still in the table are published already.
 *
 * @param ids the rows' ids, ascending
 * @param digest of ids and events together: after a restore the same ids may name other events
 */
record PublishedMarker(List<Long> ids, String digest) {

    /** Brokers take 4,096 bytes with an offset by default. */
    private static final int MAX_LENGTH = 4_000;

    private static final String VERSION = "1";
    private static final int RADIX = Character.MAX_RADIX;
    private static final int DIGEST_BYTES = 16;

    PublishedMarker {
        ids = List.copyOf(ids);
    }

    /** As many of these rows, from the first, as one marker can name; at least one. */
    static List<OutboxRow> fitting(List<OutboxRow> rows) {
        List<OutboxRow> fitting = rows;
        while (of(fitting).encoded().length() > MAX_LENGTH) {
            fitting = fitting.subList(0, fitting.size() / 2);
        }
        return fitting;
    }

    static PublishedMarker of(List<OutboxRow> rows) {
        return new PublishedMarker(rows.stream().map(OutboxRow::id).toList(), digest(rows));
    }

    /** Whether these are the rows, all of them and nothing else. */
    boolean names(List<OutboxRow> rows) {
        return equals(of(rows));
    }

    /** Version, digest, then each run of ids as its distance from the run before and, if longer than one, its length. */
    String encoded() {
        StringBuilder text = new StringBuilder(VERSION).append(' ').append(digest);
        long before = 0;
        int at = 0;
        while (at < ids.size()) {
            int end = at + 1;
            while (end < ids.size() && ids.get(end) == ids.get(end - 1) + 1) {
                end++;
            }
            text.append(' ').append(Long.toString(ids.get(at) - before, RADIX));
            if (end - at > 1) {
                text.append(':').append(Integer.toString(end - at, RADIX));
            }
            before = ids.get(end - 1);
            at = end;
        }
        return text.toString();
    }

    /** The marker of this text; empty when it is none of ours. */
    static Optional<PublishedMarker> decoded(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length < 3 || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            List<Long> ids = new ArrayList<>();
            long before = 0;
            for (int at = 2; at < parts.length; at++) {
                int colon = parts[at].indexOf(':');
                long first = before + Long.parseLong(colon < 0 ? parts[at] : parts[at].substring(0, colon), RADIX);
                int length = colon < 0 ? 1 : Integer.parseInt(parts[at].substring(colon + 1), RADIX);
                for (long id = first; id < first + length; id++) {
                    ids.add(id);
                }
                before = first + length - 1;
            }
            return Optional.of(new PublishedMarker(ids, parts[1]));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    private static String digest(List<OutboxRow> rows) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            ByteBuffer entry = ByteBuffer.allocate(3 * Long.BYTES);
            for (OutboxRow row : rows) {
                entry.clear();
                entry.putLong(row.id())
                        .putLong(row.eventId().getMostSignificantBits())
                        .putLong(row.eventId().getLeastSignificantBits());
                sha.update(entry.array());
            }
            return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

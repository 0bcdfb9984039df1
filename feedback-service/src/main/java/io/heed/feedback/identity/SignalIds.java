package io.heed.feedback.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Ids of signals (RFC 9562): version 8 where somebody else's id is known, so that the same signal sent again has the
 * same id; version 7 otherwise.
 *
 * <p>A version 8 id is the head of HMAC-SHA256 under the deployment's key over a name of the use, then each part behind
 * its length in bytes (four bytes, big endian): no two pairs have the same encoding, and without the key nobody can
 * tell which externalId an id stands for.
 */
public final class SignalIds {

    /** Length of the key in bytes. */
    public static final int KEY_BYTES = 32;

    private static final int PSEUDONYM_BYTES = 16;

    private final KeyedHash hash;
    private final SecureRandom random = new SecureRandom();

    /**
     * Ids under this key.
     *
     * @throws IllegalArgumentException when the key has another length than {@link #KEY_BYTES}
     */
    public SignalIds(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("heed.ids.key must be 32 bytes in base64, not " + key.length);
        }
        hash = new KeyedHash(key);
    }

    /** The id of the signal that this source knows by this id. */
    public UUID of(String source, String externalId) {
        ByteBuffer head = ByteBuffer.wrap(hmac("signal", source, externalId));
        return shaped(head.getLong(), head.getLong(), 8);
    }

    /** The id of the signal that came as this CloudEvent, where its source has no other id for it. */
    public UUID ofEvent(String source, String eventId) {
        ByteBuffer head = ByteBuffer.wrap(hmac("event", source, eventId));
        return shaped(head.getLong(), head.getLong(), 8);
    }

    /** The id of the signal in a row of a file that comes from this source and has no id for it. */
    public UUID ofRow(String source, String fileHash, long row) {
        ByteBuffer head = ByteBuffer.wrap(hmac("row", source, fileHash, Long.toString(row)));
        return shaped(head.getLong(), head.getLong(), 8);
    }

    /** A new id, ordered by time to the millisecond. */
    public UUID fresh(Instant now) {
        ByteBuffer bits = ByteBuffer.allocate(Long.BYTES + Long.BYTES);
        random.nextBytes(bits.array());
        return shaped((now.toEpochMilli() << 16) | (bits.getLong() & 0xFFFF), bits.getLong(), 7);
    }

    /** The id of the signal at that place of a request whose ids come from this seed; places count from 0. */
    public UUID ofSeed(UUID seed, int place) {
        ByteBuffer head = ByteBuffer.wrap(hmac("seed", seed.toString(), Integer.toString(place)));
        return shaped(head.getLong(), head.getLong(), 8);
    }

    /**
     * A name that stands for an identifier which holds personal data: the same identifier has the same pseudonym, so one
     * customer stays one person, and without the key it leads back to nobody.
     */
    public String pseudonym(String identifier) {
        ByteBuffer head = ByteBuffer.wrap(hmac("pseudonym", identifier), 0, PSEUDONYM_BYTES);
        byte[] bytes = new byte[PSEUDONYM_BYTES];
        head.get(bytes);
        return "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] hmac(String... parts) {
        byte[][] encoded = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            encoded[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + encoded[i].length;
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        for (byte[] part : encoded) {
            message.putInt(part.length).put(part);
        }
        return hash.of(message.array());
    }

    private static UUID shaped(long high, long low, int version) {
        return new UUID(
                (high & ~0xF000L) | ((long) version << 12), (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}

package io.heed.insight.statements;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from other ids: UUID version 8 (RFC 9562) from a SHA-256. The first 48 bits are the origin's, so that
 * ids which were made together stay together in an index.
 */
public final class DerivedId {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long FIRST_48_BITS = 0xFFFF_FFFF_FFFF_0000L;

    private static final MessageDigest SHA_256 = prototype();

    private DerivedId() {}

    /** The id of a signal's statement; the ordinal is from 0. */
    public static UUID ofStatement(UUID signalId, int ordinal) {
        return derive("statement", signalId, ordinal);
    }

    /** The id of the theme that a statement founded. */
    public static UUID ofTheme(UUID foundingStatement) {
        return derive("theme", foundingStatement, 0);
    }

    /** The id of a theme that was split off, by its first statement and how many statements there were then. */
    public static UUID ofSplitTheme(UUID firstStatement, long statements) {
        return derive("split", firstStatement, Long.hashCode(statements));
    }

    private static UUID derive(String purpose, UUID origin, int ordinal) {
        MessageDigest digest = sha256();
        digest.update(purpose.getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(origin.getMostSignificantBits())
                .putLong(origin.getLeastSignificantBits())
                .putInt(ordinal)
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (origin.getMostSignificantBits() & FIRST_48_BITS) | VERSION_8 | (hash.getLong() & 0x0FFFL);
        long low = (hash.getLong() >>> 2) | VARIANT;
        return new UUID(high, low);
    }

    /** A copy of a prototype: looking an algorithm up costs more than hashing one id. */
    private static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("SHA-256 can be cloned in every Java platform", impossible);
        }
    }

    private static MessageDigest prototype() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}

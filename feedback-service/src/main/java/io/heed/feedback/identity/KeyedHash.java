package io.heed.feedback.identity;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104, FIPS 180-4) under one key. */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    /** One for each thread, ready for the next message: to find and set up the algorithm costs more than to use it. */
    private final ThreadLocal<Mac> keyed;

    public KeyedHash(byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, ALGORITHM);
        keyed = ThreadLocal.withInitial(() -> ready(secret));
    }

    private static Mac ready(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }

    /** The 32 bytes for these parts, one behind the other. */
    public byte[] of(byte[]... parts) {
        Mac mac = keyed.get();
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }
}

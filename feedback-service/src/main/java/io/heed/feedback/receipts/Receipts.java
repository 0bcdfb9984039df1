package io.heed.feedback.receipts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.heed.feedback.identity.KeyedHash;

/**
 * Signs and opens receipts. A receipt is base64url, without padding, of: the key id's length (one byte), the key id, the
 * signal id (16 bytes), and the first 16 bytes of HMAC-SHA256 over a name of the use and all before. It needs no
 * storage, so it is valid as soon as it is handed out; a signal has one receipt for as long as the current key stays,
 * and those under older keys still open.
 */
public final class Receipts {

    /** The fewest bytes of a key. */
    public static final int FEWEST_KEY_BYTES = 32;

    private static final byte[] USE = "heed-receipt-1".getBytes(StandardCharsets.UTF_8);
    private static final int ID_BYTES = 16;
    private static final int SEAL_BYTES = 16;
    private static final int MOST_KEY_ID_BYTES = 32;
    private static final int MOST_CHARACTERS = 4 * (1 + MOST_KEY_ID_BYTES + ID_BYTES + SEAL_BYTES + 2) / 3;

    private final String current;
    private final Map<String, KeyedHash> keys;

    /**
     * Receipts signed with the current key and opened with any.
     *
     * @param current id of the key that signs
     * @param keys keys by id; ids of 1–32 ASCII characters
     * @throws IllegalArgumentException when the current key is missing, or a key or an id has a wrong length
     */
    public Receipts(String current, Map<String, byte[]> keys) {
        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException(
                    "heed.receipts.keys has no key with the id of heed.receipts.current-key");
        }
        Map<String, KeyedHash> hashes = new HashMap<>();
        keys.forEach((id, key) -> {
            int idBytes = id.getBytes(StandardCharsets.UTF_8).length;
            if (idBytes == 0 || idBytes != id.length() || idBytes > MOST_KEY_ID_BYTES) {
                throw new IllegalArgumentException("a key id of heed.receipts.keys must be 1 to 32 ASCII characters");
            }
            if (key.length < FEWEST_KEY_BYTES) {
                throw new IllegalArgumentException("heed.receipts.keys." + id + " must be 32 bytes or more in base64");
            }
            hashes.put(id, new KeyedHash(key));
        });
        this.current = current;
        this.keys = Map.copyOf(hashes);
    }

    /** The receipt of a signal. */
    public String of(UUID signalId) {
        byte[] keyId = current.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer signed = ByteBuffer.allocate(1 + keyId.length + ID_BYTES)
                .put((byte) keyId.length)
                .put(keyId)
                .putLong(signalId.getMostSignificantBits())
                .putLong(signalId.getLeastSignificantBits());
        byte[] seal = seal(key(current).orElseThrow(), signed.array());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(signed.capacity() + SEAL_BYTES)
                        .put(signed.array())
                        .put(seal)
                        .array());
    }

    /** The signal that a receipt is for; empty when it is not one that we gave out. */
    public Optional<UUID> open(String receipt) {
        byte[] bytes = decoded(receipt);
        int keyIdBytes = bytes.length == 0 ? -1 : bytes[0];
        if (keyIdBytes < 1 || bytes.length != 1 + keyIdBytes + ID_BYTES + SEAL_BYTES) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(bytes, bytes.length - SEAL_BYTES);
        byte[] seal = Arrays.copyOfRange(bytes, signed.length, bytes.length);
        return key(new String(bytes, 1, keyIdBytes, StandardCharsets.ISO_8859_1))
                .filter(key -> MessageDigest.isEqual(seal, seal(key, signed)))
                .map(key -> {
                    ByteBuffer id = ByteBuffer.wrap(signed, 1 + keyIdBytes, ID_BYTES);
                    return new UUID(id.getLong(), id.getLong());
                });
    }

    private Optional<KeyedHash> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** The bytes of a receipt; none when it is not written the one way in which we write it. */
    private static byte[] decoded(String receipt) {
        if (receipt.length() > MOST_CHARACTERS) {
            return new byte[0];
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(receipt);
            // the decoder passes over padding and over the unused bits of the last character
            boolean exact = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(receipt);
            return exact ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static byte[] seal(KeyedHash key, byte[] signed) {
        return Arrays.copyOf(key.of(USE, signed), SEAL_BYTES);
    }
}

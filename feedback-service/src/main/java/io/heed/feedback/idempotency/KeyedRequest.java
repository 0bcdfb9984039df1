package io.heed.feedback.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.rest.ProblemException;

/**
 * A request that its caller named, so as to be able to repeat it.
 *
 * @param key 1 to 255 printable ASCII characters, without the quotes in which the header may carry it; callers have
 *     separate keys, and all who send no token are one caller
 * @param fingerprint SHA-256 over path and body: what "the same request" means
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to a column; nobody compares these records
public record KeyedRequest(Principal caller, String key, byte[] fingerprint) {

    /** The header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final int MOST_CHARACTERS = 255;

    /**
     * The value of the header; null where there is none. An empty one is a value: it was to name the request, and did not.
     *
     * @throws ProblemException 400 when there are several
     */
    public static @Nullable String header(List<String> values) {
        if (values.size() > 1) {
            throw ProblemException.invalid(HEADER, "is there " + values.size() + " times: a request has one name");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /**
     * The request with this header.
     *
     * @throws ProblemException 400 when the key is not 1 to 255 printable ASCII characters
     */
    public static KeyedRequest of(Principal caller, String header, String path, byte[] body) {
        String key = header.strip();
        if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1);
        }
        if (key.isEmpty()
                || key.length() > MOST_CHARACTERS
                || key.chars().anyMatch(character -> character < ' ' || character > '~')) {
            throw ProblemException.invalid(
                    HEADER, "must be 1 to " + MOST_CHARACTERS + " printable ASCII characters, such as a UUID");
        }
        return new KeyedRequest(caller, key, fingerprint(path, body));
    }

    private static byte[] fingerprint(String path, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return digest.digest(body);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}

package io.heed.feedback.imports;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;

import io.heed.rest.ProblemException;
import io.heed.rest.ProblemKind;

/** The bytes of an upload, hashed and stored in chunks while they are read. */
final class UploadedBytes extends InputStream {

    /** With its compressed form still an ordinary object to a collector whose regions have 1 MiB. */
    static final int CHUNK_BYTES = 256 * 1024;

    private static final Duration LOOKED_AT_AFTER = Duration.ofSeconds(10);
    private static final long LEAST_BYTES = 64 * 1024;

    private final InputStream body;
    private final long most;
    private final ChunkSink chunks;
    private final InstantSource clock;
    private final MessageDigest digest;
    private byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;
    private long read;
    private Duration waited = Duration.ZERO;
    private long cameMeanwhile;

    /** Where chunks go. */
    @FunctionalInterface
    interface ChunkSink {
        /** Takes the first so many bytes, which are overwritten afterwards. */
        void store(byte[] chunk, int length) throws IOException;
    }

    UploadedBytes(InputStream body, long most, ChunkSink chunks, InstantSource clock) {
        this.body = body;
        this.most = most;
        this.chunks = chunks;
        this.clock = clock;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * As it says.
     *
     * @throws ProblemException 413 when there is more than may be, 408 when it comes too slowly: who uploads takes the place
     *     of somebody else
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Instant before = clock.instant();
        int count = body.read(chunk, filled, Math.min(length, CHUNK_BYTES - filled));
        if (count < 0) {
            return -1;
        }
        requirePace(Duration.between(before, clock.instant()), count);
        read += count;
        if (read > most) {
            throw ProblemException.tooLarge(
                    "A file may have at most " + most + " bytes. Split it and import the parts.");
        }
        System.arraycopy(chunk, filled, target, offset, count);
        filled += count;
        if (filled == CHUNK_BYTES) {
            flush();
        }
        return count;
    }

    private void requirePace(Duration time, int bytes) {
        waited = waited.plus(time);
        cameMeanwhile += bytes;
        if (waited.compareTo(LOOKED_AT_AFTER) > 0) {
            if (cameMeanwhile < LEAST_BYTES) {
                throw ProblemException.of(
                        ProblemKind.TOO_SLOW,
                        "A file has to come with at least 64 KiB in 10 s. Nothing was taken: send it again.");
            }
            waited = Duration.ZERO;
            cameMeanwhile = 0;
        }
    }

    /** Stores what is not stored yet. */
    void flush() throws IOException {
        if (filled > 0) {
            digest.update(chunk, 0, filled);
            chunks.store(chunk, filled);
            filled = 0;
        }
    }

    /** SHA-256 of everything that was stored, in hexadecimal. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

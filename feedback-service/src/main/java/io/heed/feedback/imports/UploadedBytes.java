package io.heed.feedback.imports;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.heed.rest.ProblemException;

/** The bytes of an upload, hashed and stored in chunks while they are read. */
final class UploadedBytes extends InputStream {

    /** With its compressed form still an ordinary object to a collector whose regions have 1 MiB. */
    static final int CHUNK_BYTES = 256 * 1024;

    private final InputStream body;
    private final long most;
    private final ChunkSink chunks;
    private final MessageDigest digest;
    private byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;
    private long read;

    /** Where chunks go. */
    @FunctionalInterface
    interface ChunkSink {
        /** Takes the first so many bytes, which are overwritten afterwards. */
        void store(byte[] chunk, int length) throws IOException;
    }

    UploadedBytes(InputStream body, long most, ChunkSink chunks) {
        this.body = body;
        this.most = most;
        this.chunks = chunks;
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
     * @throws ProblemException 413 when there is more than may be
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = body.read(chunk, filled, Math.min(length, CHUNK_BYTES - filled));
        if (count < 0) {
            return -1;
        }
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

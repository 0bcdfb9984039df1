package io.heed.feedback.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.UUID;

import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

import io.heed.messaging.Transactions;

/** The bytes of a file that is stored, one chunk in memory at a time. While the database is away it waits. */
final class ChunkStream extends InputStream {

    private final Transactions transactions;
    private final ChunkStore chunks;
    private final UUID importId;
    private int next;
    private byte @Nullable [] chunk;
    private int position;

    ChunkStream(Transactions transactions, ChunkStore chunks, UUID importId) {
        this.transactions = transactions;
        this.chunks = chunks;
        this.importId = importId;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        byte[] current = chunk;
        if (current == null || position == current.length) {
            current = load().orElse(null);
            chunk = current;
            position = 0;
            if (current == null) {
                return -1;
            }
            next++;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }

    private Optional<byte[]> load() throws IOException {
        Patience patience = new Patience();
        while (true) {
            try {
                return transactions.call(handle -> chunks.find(handle, importId, next));
            } catch (JdbiException away) {
                try {
                    patience.sleep();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException();
                }
            }
        }
    }
}

package io.heed.feedback.imports;

import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The bytes of files on their way in, in chunks numbered from 0. */
@Singleton
class ChunkStore {

    private final Compression compression = new Compression();

    /** The form in which a chunk is stored. */
    byte[] compressed(byte[] chunk, int length) {
        return compression.compress(chunk, length);
    }

    /** Safe no sooner than the upload's last transaction, which is flushed with all before it: so this one need not be. */
    void insert(Handle transaction, UUID importId, int number, byte[] compressed, int length) {
        transaction.execute("SET LOCAL synchronous_commit = off");
        transaction.execute(
                "INSERT INTO import_chunks (import_id, number, bytes, content) VALUES (?, ?, ?, ?)",
                importId,
                number,
                length,
                compressed);
    }

    /** A chunk; empty behind the last. */
    Optional<byte[]> find(Handle handle, UUID importId, int number) {
        try (Query query =
                handle.createQuery("SELECT bytes, content FROM import_chunks WHERE import_id = ? AND number = ?")) {
            return query.bind(0, importId)
                    .bind(1, number)
                    .map((row, context) -> compression.decompress(row.getBytes("content"), row.getInt("bytes")))
                    .findOne();
        }
    }

    void deleteAll(Handle transaction, UUID importId) {
        transaction.execute("DELETE FROM import_chunks WHERE import_id = ?", importId);
    }
}

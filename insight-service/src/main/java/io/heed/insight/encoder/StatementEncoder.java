package io.heed.insight.encoder;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Makes the vectors of statements. It remembers those of the texts it met last, since people often say the same: what the
 * encoder gives for each text alone, whatever else stood beside it. It keeps the hash of a text, never the text: what
 * was erased must not live on here.
 */
public final class StatementEncoder {

    private record Key(long high, long low) {}

    private final Encoder encoder;
    private final Map<Key, GridVector> remembered;

    /** @param most how many vectors it remembers */
    public StatementEncoder(Encoder encoder, int most) {
        this.encoder = encoder;
        this.remembered = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, GridVector> eldest) {
                return size() > most;
            }
        };
    }

    /** What makes an encoder's vectors comparable with others: its name and version. */
    public static String identity(Encoder encoder) {
        return encoder.name() + "/" + encoder.version();
    }

    /**
     * The vectors of the statements of one text, each with a share of what the others say. May be called from several
     * threads at once.
     *
     * @param statements all that the text was split into, also those that say nothing
     */
    public List<GridVector> encode(List<String> statements) {
        return Siblings.mixed(
                statements.stream().map(this::alone).toList(),
                statements.stream().map(String::length).toList());
    }

    private GridVector alone(String text) {
        Key key = key(text);
        GridVector known = known(key);
        if (known != null) {
            return known;
        }
        GridVector vector = GridVector.nearest(encoder.encode(text));
        synchronized (remembered) {
            remembered.put(key, vector);
        }
        return vector;
    }

    private @Nullable GridVector known(Key key) {
        synchronized (remembered) {
            return remembered.get(key);
        }
    }

    private static Key key(String text) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new Key(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
